package io.entracep.rule;

import io.entracep.yaml.Problem;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Rules as text, so that they travel to where they are needed: a cluster knows no path of ours. */
public record RuleTexts(List<Text> texts) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Pattern IS_RULE =
            Pattern.compile("(?m)^(logsource|detection|correlation|filter)\\s*:");

    /** No rules. */
    public static final RuleTexts NONE = new RuleTexts(List.of());

    public RuleTexts {
        // A plain list: it travels.
        texts = new ArrayList<>(texts);
    }

    /**
     * One file.
     *
     * @param name as messages name it
     * @param yaml its text
     */
    public record Text(String name, String yaml) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads files, and of folders all that end in {@code .yml} or {@code .yaml}, recursively.
     *
     * @param problems takes what cannot be read
     */
    public static RuleTexts readAll(Collection<Path> paths, List<Problem> problems) {
        RuleReader reader = new RuleReader().readAll(paths);
        problems.addAll(reader.unreadable());
        return new RuleTexts(reader.texts());
    }

    /** Whether the file, or the first YAML file below the folder, is a rule. */
    public static boolean isRule(Path path) {
        return new RuleReader()
                .readAll(List.of(path)).texts().stream()
                        .findFirst()
                        .filter(text -> IS_RULE.matcher(text.yaml()).find())
                        .isPresent();
    }

    /** Reads them. */
    public RuleReader readInto(RuleReader reader) {
        texts.forEach(text -> reader.read(text.name(), text.yaml()));
        return reader;
    }
}
