package io.entracep.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Bicep file, read as far as its declarations. No compiler: it sees a forgotten bracket, a
 * parameter nobody uses and a module called wrongly, and no mistake inside an expression.
 */
record Bicep(Path file, String text) {
    private static final Pattern PARAMETER =
            Pattern.compile("^param (\\w+)(?: \\w+)?( = .+)?$", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("^var (\\w+) =", Pattern.MULTILINE);
    private static final Pattern OUTPUT = Pattern.compile("^output (\\w+) ", Pattern.MULTILINE);
    private static final Pattern SYMBOL =
            Pattern.compile("^(?:resource|module) (\\w+) '", Pattern.MULTILINE);
    private static final Pattern RESOURCE =
            Pattern.compile("^resource \\w+ '([^']+)'", Pattern.MULTILINE);
    private static final Pattern MODULE =
            Pattern.compile(
                    "^module (\\w+) '([^']+)' =.*?^  params: \\{\\n(.*?)^  \\}$",
                    Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ARGUMENT = Pattern.compile("^    (\\w+): ", Pattern.MULTILINE);
    private static final Map<Character, Character> BRACKETS = Map.of(')', '(', ']', '[', '}', '{');

    /** A use of another file: symbol, file, names of the arguments. */
    record Module(String symbol, Path file, Set<String> arguments) {}

    static Bicep read(Path file) throws IOException {
        return new Bicep(file, Files.readString(file));
    }

    /** Names, and whether a value must be given, in the order of the file. */
    Map<String, Boolean> parameters() {
        Map<String, Boolean> required = new LinkedHashMap<>();
        matches(PARAMETER, text)
                .forEach(match -> required.put(match.group(1), match.group(2) == null));
        return required;
    }

    Set<String> outputs() {
        return first(OUTPUT, text);
    }

    Set<String> resourceTypes() {
        return first(RESOURCE, text);
    }

    List<Module> modules() {
        return matches(MODULE, text).stream()
                .map(
                        match ->
                                new Module(
                                        match.group(1),
                                        file.resolveSibling(match.group(2)).normalize(),
                                        first(ARGUMENT, match.group(3))))
                .toList();
    }

    /** Parameters and variables that the file declares and does not mention again. */
    Set<String> unused() {
        Set<String> unused = new LinkedHashSet<>(parameters().keySet());
        unused.addAll(first(VARIABLE, text));
        unused.removeIf(name -> matches(Pattern.compile("\\b" + name + "\\b"), code()).size() > 1);
        return unused;
    }

    /** Symbols of which a property is read that are neither declared nor Bicep's own. */
    Set<String> undeclared() {
        Set<String> declared = first(SYMBOL, text);
        Set<String> used =
                first(Pattern.compile("\\b(\\w+)!?\\.(?:id|properties|outputs)\\b"), code());
        used.removeAll(declared);
        return used;
    }

    /** The elements of {@code var name = [...]}, one a line, as they are written. */
    List<String> list(String name) {
        Matcher matcher =
                Pattern.compile(
                                "^var " + name + " = \\[\\n(.*?)^\\]$",
                                Pattern.MULTILINE | Pattern.DOTALL)
                        .matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no list " + name + " in " + file);
        }
        return matcher.group(1).lines().map(String::strip).toList();
    }

    /** What {@code var name = '''...'''} holds. */
    String block(String name) {
        return only("(?ms)^var " + name + " = '''\\n(.*?)^'''$");
    }

    /** Names and values of {@code name: {...}} in a property of a resource, as they are written. */
    Map<String, String> map(String name) {
        Map<String, String> entries = new LinkedHashMap<>();
        matches(
                        Pattern.compile("(?m)^      (\\w+): '(\\w+)'$"),
                        only("(?ms)^    " + name + ": \\{\\n(.*?)^    \\}$"))
                .forEach(match -> entries.put(match.group(1), match.group(2)));
        return entries;
    }

    private String only(String pattern) {
        List<MatchResult> found = matches(Pattern.compile(pattern), text);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " times " + pattern + " in " + file);
        }
        return found.get(0).group(1);
    }

    /** Whether each bracket is closed by its own kind, outside of texts and comments. */
    boolean isBalanced() {
        Deque<Character> open = new ArrayDeque<>();
        for (char c : skeleton().toCharArray()) {
            if (BRACKETS.containsValue(c)) {
                open.push(c);
            } else if (BRACKETS.containsKey(c) && !BRACKETS.get(c).equals(open.poll())) {
                return false;
            }
        }
        return open.isEmpty();
    }

    /** Without comments. */
    private String code() {
        return text.replaceAll("(?m)^\\s*//.*$", "");
    }

    /** Without comments and texts; a quote that is left is one that nobody closed. */
    private String skeleton() {
        String skeleton =
                code().replaceAll("(?s)'''.*?'''", "").replaceAll("'(?:[^'\\\\\\n]|\\\\.)*'", "");
        return skeleton.indexOf('\'') < 0 ? skeleton : skeleton + "(";
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static Set<String> first(Pattern pattern, String text) {
        Set<String> names = new LinkedHashSet<>();
        matches(pattern, text).forEach(match -> names.add(match.group(1)));
        return names;
    }
}
