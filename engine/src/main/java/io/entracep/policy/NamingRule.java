package io.entracep.policy;

import io.entracep.yaml.MalformedValue;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of the policy, for names that an attacker may choose. Case does not matter;
 * the expression may match anywhere unless it is anchored ({@code ^}, {@code $}).
 *
 * <p>A match that takes more than {@value #MAX_STEPS} steps is given up and counts as no match, so
 * that no name can stall the job.
 */
public final class NamingRule {

    static final int MAX_STEPS = 100_000;

    private final Pattern pattern;

    private NamingRule(Pattern pattern) {
        this.pattern = pattern;
    }

    static NamingRule compile(String regex) throws MalformedValue {
        try {
            return new NamingRule(
                    Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " near character " + (e.getIndex() + 1);
            throw new MalformedValue("a regular expression: " + e.getDescription() + where);
        }
    }

    /** Whether the name follows the rule; false for null. */
    public boolean matches(@Nullable String name) {
        if (name == null) {
            return false;
        }
        try {
            return pattern.matcher(new Steps(name)).find();
        } catch (TooManySteps | StackOverflowError e) {
            return false;
        }
    }

    /** The expression as written. */
    public String regex() {
        return pattern.pattern();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamingRule that && regex().equals(that.regex());
    }

    @Override
    public int hashCode() {
        return regex().hashCode();
    }

    @Override
    public String toString() {
        return regex();
    }

    /** Text that counts how often the matcher looks at it. */
    private static final class Steps implements CharSequence {
        private final String text;
        private int steps;

        Steps(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
