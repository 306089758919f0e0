package io.entracep.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML text into nodes that know their line. Aliases and tags are refused, so that a small
 * file cannot become a large tree and nothing is ever instantiated by name.
 */
public final class YamlTree {

    /** Deeper than any policy; keeps the recursion bounded. */
    static final int MAX_DEPTH = 20;

    private final YAMLParser parser;
    private final Problems problems;
    private final int linesBefore;

    private YamlTree(YAMLParser parser, Problems problems, int linesBefore) {
        this.parser = parser;
        this.problems = problems;
        this.linesBefore = linesBefore;
    }

    /** The root, or null where the text is empty or no YAML; the latter is reported. */
    public static @Nullable YamlNode parse(String yaml, Problems problems) {
        return document(yaml, problems, 0);
    }

    /**
     * The roots of all documents of the text. A document that is no YAML is reported and left out;
     * the others are read.
     */
    public static List<YamlNode> parseAll(String yaml, Problems problems) {
        List<YamlNode> roots = new ArrayList<>();
        for (YamlDocuments.Document document : YamlDocuments.of(yaml)) {
            YamlNode root = document(document.yaml(), problems, document.firstLine() - 1);
            if (root != null) {
                roots.add(root);
            }
        }
        return roots;
    }

    private static @Nullable YamlNode document(String yaml, Problems problems, int linesBefore) {
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            YamlTree tree = new YamlTree(parser, problems, linesBefore);
            if (parser.nextToken() == null) {
                return null;
            }
            YamlNode root = tree.node("", tree.currentLine(), 0);
            if (parser.nextToken() != null) {
                throw tree.refusal("", "one document; the file has a second one");
            }
            return root;
        } catch (Refused refused) {
            problems.add(refused.path, refused.line, null, refused.expected);
        } catch (JsonProcessingException e) {
            int line =
                    e.getLocation() == null
                            ? 0
                            : linesBefore + Math.max(0, e.getLocation().getLineNr());
            problems.add("", line, null, "YAML text: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            problems.add("", 0, null, "YAML text: " + firstLine(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private YamlNode node(String path, int line, int depth) throws IOException, Refused {
        if (depth > MAX_DEPTH) {
            throw refusal(path, "nested at most " + MAX_DEPTH + " levels deep");
        }
        if (parser.isCurrentAlias()) {
            throw refusal(
                    path, "written out: aliases (*" + parser.getText() + ") are not supported");
        }
        if (parser.getTypeId() != null) {
            throw refusal(path, "written without a tag (!" + parser.getTypeId() + ")");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(path, line, depth);
            case START_ARRAY -> listing(path, line, depth);
            case VALUE_NULL -> new YamlNode.Empty(path, line);
            default -> {
                String text = parser.getText();
                yield new YamlNode.Scalar(path, line, text, typed(token, text));
            }
        };
    }

    private YamlNode mapping(String path, int line, int depth) throws IOException, Refused {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            int keyLine = currentLine();
            Integer earlier = lines.putIfAbsent(key, keyLine);
            parser.nextToken();
            YamlNode value = node(keyPath, keyLine, depth + 1);
            if (earlier == null) {
                entries.put(key, value);
            } else {
                problems.add(
                        keyPath, keyLine, null, "given once (it is also on line " + earlier + ")");
            }
        }
        return new YamlNode.Mapping(path, line, entries);
    }

    private YamlNode listing(String path, int line, int depth) throws IOException, Refused {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + items.size() + "]", currentLine(), depth + 1));
        }
        return new YamlNode.Listing(path, line, items);
    }

    private static Object typed(JsonToken token, String text) {
        try {
            return switch (token) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NUMBER_INT -> Long.parseLong(text);
                case VALUE_NUMBER_FLOAT -> Double.parseDouble(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text; // 0x1F, 1_000 and the like: whoever expects a number says so
        }
    }

    private int currentLine() {
        return linesBefore + parser.currentTokenLocation().getLineNr();
    }

    private Refused refusal(String path, String expected) {
        return new Refused(path, currentLine(), expected);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("unreadable");
    }

    /** Ends the reading: what follows cannot be understood without what was refused. */
    private static final class Refused extends Exception {
        private final String path;
        private final int line;
        private final String expected;

        Refused(String path, int line, String expected) {
            super(expected);
            this.path = path;
            this.line = line;
            this.expected = expected;
        }
    }
}
