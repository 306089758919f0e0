package io.entracep.rule;

/**
 * Something that users should know of a rule that loads all the same.
 *
 * @param file the file as messages name it
 * @param line line in the file, 0 where none can be told
 * @param rule key of the rule, empty for a file
 * @param kind what is said
 * @param text a sentence
 */
public record RuleRemark(String file, int line, String rule, Kind kind, String text) {

    /** What a remark says. */
    public enum Kind {
        /** A name means something else in the raw log. */
        MAPPED("mapped"),
        /** A value that no record has was replaced by what its author meant. */
        REPAIRED("repaired"),
        /** It waits for a list of the policy. */
        SLEEPS("sleeps"),
        /** It can never match, and why. */
        NEVER("cannot match"),
        /** Something has no effect. */
        IGNORED("ignored");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** In two words at most. */
        public String word() {
            return word;
        }
    }

    /** One line: {@code rules/a.yml:12: mapped: …}. */
    public String message() {
        return file + (line > 0 ? ":" + line : "") + ": " + kind.word() + ": " + text;
    }
}
