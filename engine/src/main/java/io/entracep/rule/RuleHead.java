package io.entracep.rule;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every document of a rule file says of itself.
 *
 * @param file the file as messages name it
 * @param line line of the file at which the document begins, from 1
 * @param key name, else id, else the title in lower case with {@code -} for everything else
 * @param title what it detects, for people
 * @param id UUID in lower case, null where none is given
 * @param name name by which other documents refer to it, null where none is given
 * @param status stable, test, experimental, deprecated or unsupported; null where none is given
 * @param description for people, empty where none is given
 * @param author who wrote it, empty where none is given
 * @param date day on which it was written, as written; null where none is given
 * @param modified day of the last change, as written; null where none is given
 * @param references addresses of what it is based on
 * @param tags such as {@code attack.t1098.003}
 * @param falsePositives known harmless causes
 */
public record RuleHead(
        String file,
        int line,
        String key,
        String title,
        @Nullable String id,
        @Nullable String name,
        @Nullable String status,
        String description,
        String author,
        @Nullable String date,
        @Nullable String modified,
        List<String> references,
        List<String> tags,
        List<String> falsePositives) {

    /** Begins the names of the files that come with the program. */
    public static final String SHIPPED = "shipped/rules/";

    public RuleHead {
        references = List.copyOf(references);
        tags = List.copyOf(tags);
        falsePositives = List.copyOf(falsePositives);
    }

    /** Techniques of ATT&amp;CK among the tags, as {@code T1098.003}, in the order of the file. */
    public List<String> techniques() {
        return tags.stream()
                .filter(tag -> tag.matches("attack\\.t[0-9]{4}(\\.[0-9]{3})?"))
                .map(tag -> tag.substring("attack.".length()).toUpperCase(Locale.ROOT))
                .toList();
    }

    /** Whether it came with the program. */
    public boolean isShipped() {
        return file.startsWith(SHIPPED);
    }

    /** Whether a reference of another document means this one. */
    boolean isCalled(String reference) {
        return reference.equals(name) || reference.equals(key) || reference.equalsIgnoreCase(id);
    }
}
