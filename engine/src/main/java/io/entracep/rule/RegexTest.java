package io.entracep.rule;

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
