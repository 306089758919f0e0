package io.entracep.policy;

import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Text that looks like another: invisible characters, such that turn the direction of writing, and
 * letters of another alphabet within a word. A name that has one never matches the name that is
 * meant, and whoever reads the file cannot see why.
 */
final class DeceptiveText {
    /** Alphabets whose letters look alike. */
    private static final Set<UnicodeScript> ALIKE =
            Set.of(
                    UnicodeScript.LATIN,
                    UnicodeScript.CYRILLIC,
                    UnicodeScript.GREEK,
                    UnicodeScript.ARMENIAN,
                    UnicodeScript.CHEROKEE);

    private DeceptiveText() {}

    /** Makes a problem of every key and value that deceives. */
    static void check(YamlNode node, Problems problems) {
        if (node instanceof YamlNode.Scalar scalar) {
            lack(scalar.text())
                    .ifPresent(
                            expected ->
                                    problems.add(
                                            scalar.path(),
                                            scalar.line(),
                                            visible(scalar.text()),
                                            expected));
        } else if (node instanceof YamlNode.Listing listing) {
            listing.items().forEach(item -> check(item, problems));
        } else if (node instanceof YamlNode.Mapping mapping) {
            for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
                YamlNode value = entry.getValue();
                Optional<String> lack = lack(entry.getKey());
                if (lack.isPresent()) {
                    problems.add(visible(value.path()), value.line(), null, lack.get());
                } else {
                    check(value, problems);
                }
            }
        }
    }

    /** What the text should be; empty where it is what it looks like. */
    static Optional<String> lack(String text) {
        Set<String> unseen = new TreeSet<>();
        text.codePoints().filter(DeceptiveText::isUnseen).forEach(c -> unseen.add(code(c)));
        if (!unseen.isEmpty()) {
            return Optional.of(
                    "without characters that cannot be seen or turn the direction: "
                            + String.join(", ", unseen));
        }
        for (String word : text.split("[^\\p{L}\\p{M}]+")) {
            Set<UnicodeScript> scripts = new TreeSet<>();
            word.codePoints()
                    .mapToObj(UnicodeScript::of)
                    .filter(ALIKE::contains)
                    .forEach(scripts::add);
            if (scripts.size() > 1) {
                return Optional.of(
                        "of letters of one alphabet in each word; here are those of "
                                + String.join(
                                        " and ",
                                        scripts.stream()
                                                .map(s -> s.name().toLowerCase(Locale.ROOT))
                                                .toList()));
            }
        }
        return Optional.empty();
    }

    private static boolean isUnseen(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.PRIVATE_USE
                || (type == Character.SPACE_SEPARATOR && character != ' ')
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                // Fillers and variation selectors: letters and marks without a shape.
                || character == 0x115F
                || character == 0x1160
                || character == 0x3164
                || character == 0xFFA0
                || (character >= 0xFE00 && character <= 0xFE0F)
                || (character >= 0xE0100 && character <= 0xE01EF);
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (isUnseen(c)) {
                                visible.append('<').append(code(c)).append('>');
                            } else {
                                visible.appendCodePoint(c);
                            }
                        });
        return visible.toString();
    }

    private static String code(int character) {
        return "U+%04X".formatted(character);
    }
}
