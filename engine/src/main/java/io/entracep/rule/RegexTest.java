package io.entracep.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.entracep.yaml.MalformedValue;
import java.util.List;

/** A regular expression found anywhere in the value, in time that grows with its length only. */
record RegexTest(Pattern pattern) implements ValueTest {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_SIZE = 10_000;

    /** Written where a value must say something, and asked of most records. */
    private static final String ANY_CHARACTER = ".+";

    /** Written where a field's own mapping is not wanted. */
    private static final Pattern LITERAL = Pattern.compile("(\\(\\?i\\))?\\^([A-Za-z0-9]+)\\$");

    static ValueTest of(String regex, List<Modifier> modifiers) throws MalformedValue {
        if (regex.length() > MAX_LENGTH) {
            throw new MalformedValue(
                    "a regular expression of at most " + MAX_LENGTH + " characters");
        }
        if (RegexSize.of(regex) > MAX_SIZE) {
            throw new MalformedValue(
                    "a regular expression of at most "
                            + MAX_SIZE
                            + " parts, each counted as often as it is repeated by number");
        }
        if (regex.equals(ANY_CHARACTER) && !modifiers.contains(Modifier.S)) {
            return new TextTests.AnyCharacter();
        }
        Matcher literal = LITERAL.matcher(regex);
        if (literal.matches() && !modifiers.contains(Modifier.M)) {
            boolean caseless = literal.group(1) != null || modifiers.contains(Modifier.I);
            return new TextTests.Equals(literal.group(2), new Fold(caseless, false, false));
        }
        int flags = 0;
        flags |= modifiers.contains(Modifier.I) ? Pattern.CASE_INSENSITIVE : 0;
        flags |= modifiers.contains(Modifier.M) ? Pattern.MULTILINE : 0;
        flags |= modifiers.contains(Modifier.S) ? Pattern.DOTALL : 0;
        try {
            return new RegexTest(Pattern.compile(regex, flags));
        } catch (PatternSyntaxException e) {
            throw new MalformedValue(
                    "a regular expression of RE2, which has no look-around and no back references ("
                            + e.getDescription()
                            + ")");
        }
    }

    @Override
    public boolean test(String value) {
        return pattern.matcher(value).find();
    }

    @Override
    public int cost() {
        return 64;
    }
}
