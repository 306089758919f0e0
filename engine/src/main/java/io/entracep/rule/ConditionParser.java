package io.entracep.rule;

import io.entracep.rule.ConditionExpression.And;
import io.entracep.rule.ConditionExpression.Name;
import io.entracep.rule.ConditionExpression.Not;
import io.entracep.rule.ConditionExpression.Or;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition: {@code or} binds least, then {@code and}, {@code not}, {@code 1 of x*}, and
 * parentheses.
 */
final class ConditionParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*([()|]|[^\\s()|]+)");
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TOKENS = 4_000;
    private static final Set<String> WORDS = Set.of("and", "or", "not", "of");

    private final List<String> tokens = new ArrayList<>();
    private final Collection<String> known;
    private final String what;
    private final Set<String> used;
    private int at;
    private int depth;

    private ConditionParser(Collection<String> known, String what, Set<String> used) {
        this.known = known;
        this.what = what;
        this.used = used;
    }

    /**
     * The condition.
     *
     * @param known names that exist
     * @param what what the names name, in one or two words
     * @param used takes the names that occur
     */
    static ConditionExpression parse(
            String text, Collection<String> known, String what, Set<String> used)
            throws MalformedValue {
        ConditionParser parser = new ConditionParser(known, what, used);
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.lookingAt()) {
            parser.tokens.add(matcher.group(1));
            matcher.region(matcher.end(), text.length());
        }
        if (parser.tokens.size() > MAX_TOKENS) {
            throw new MalformedValue("a condition of at most " + MAX_TOKENS + " words");
        }
        ConditionExpression whole = parser.either();
        if (parser.at < parser.tokens.size()) {
            throw parser.unexpected();
        }
        return whole;
    }

    private ConditionExpression either() throws MalformedValue {
        if (++depth > MAX_DEPTH) {
            throw new MalformedValue("nested at most " + MAX_DEPTH + " levels deep");
        }
        List<ConditionExpression> parts = new ArrayList<>(List.of(both()));
        while (take("or")) {
            parts.add(both());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : new Or(parts);
    }

    private ConditionExpression both() throws MalformedValue {
        List<ConditionExpression> parts = new ArrayList<>(List.of(negated()));
        while (take("and")) {
            parts.add(negated());
        }
        return parts.size() == 1 ? parts.get(0) : new And(parts);
    }

    private ConditionExpression negated() throws MalformedValue {
        boolean negated = false;
        while (take("not")) {
            negated = !negated;
        }
        ConditionExpression part = single();
        return negated ? new Not(part) : part;
    }

    private ConditionExpression single() throws MalformedValue {
        if (take("(")) {
            ConditionExpression inside = either();
            if (!take(")")) {
                throw at < tokens.size()
                        ? unexpected()
                        : new MalformedValue("a condition whose parentheses are closed");
            }
            return inside;
        }
        if (at >= tokens.size()) {
            throw new MalformedValue(
                    tokens.isEmpty()
                            ? "a condition, such as selection and not filter"
                            : "a condition that goes on after " + tokens.get(tokens.size() - 1));
        }
        if (at + 1 < tokens.size() && tokens.get(at + 1).equalsIgnoreCase("of")) {
            return quantified();
        }
        String name = tokens.get(at);
        if (name.equals("|") || name.equals(")") || isWord(name)) {
            throw unexpected();
        }
        at++;
        return named(name);
    }

    private ConditionExpression quantified() throws MalformedValue {
        String quantity = tokens.get(at).toLowerCase(Locale.ROOT);
        if (!quantity.equals("1") && !quantity.equals("any") && !quantity.equals("all")) {
            throw new MalformedValue(
                    "a condition with 1 of or all of; \"" + tokens.get(at) + " of\" is not Sigma");
        }
        at += 2;
        if (at >= tokens.size() || isWord(tokens.get(at)) || "()|".contains(tokens.get(at))) {
            throw new MalformedValue(
                    "a condition that says of what: " + quantity + " of selection* or of them");
        }
        String pattern = tokens.get(at++);
        List<ConditionExpression> parts = new ArrayList<>();
        for (String name : meant(pattern)) {
            used.add(name);
            parts.add(new Name(name));
        }
        return parts.size() == 1
                ? parts.get(0)
                : quantity.equals("all") ? new And(parts) : new Or(parts);
    }

    private Collection<String> meant(String pattern) throws MalformedValue {
        boolean them = pattern.equalsIgnoreCase("them");
        ValueTest test = SigmaPattern.parse(pattern).toTest(new Fold(false, false, false));
        Set<String> names = new TreeSet<>();
        for (String name : known) {
            boolean hidden = name.startsWith("_") && !pattern.startsWith("_");
            if (!hidden && (them || test.test(name))) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            throw new MalformedValue(
                    "a condition about a "
                            + what
                            + " that exists: \""
                            + pattern
                            + "\" is none of "
                            + String.join(", ", known));
        }
        return names;
    }

    private ConditionExpression named(String name) throws MalformedValue {
        if (!known.contains(name)) {
            throw new MalformedValue(
                    "a condition about a "
                            + what
                            + " that exists: \""
                            + name
                            + "\" is none; "
                            + Spelling.nearest(name, known)
                                    .map(meant -> "did you mean " + meant + "?")
                                    .orElse("there are " + String.join(", ", known)));
        }
        used.add(name);
        return new Name(name);
    }

    private boolean isWord(String token) {
        return WORDS.contains(token.toLowerCase(Locale.ROOT));
    }

    private boolean take(String token) {
        boolean there = at < tokens.size() && tokens.get(at).equalsIgnoreCase(token);
        at += there ? 1 : 0;
        return there;
    }

    private MalformedValue unexpected() {
        String token = tokens.get(at);
        return new MalformedValue(
                token.equals("|")
                        ? "a condition without |: the old way to count is no longer Sigma; write a"
                                + " correlation in a document of its own"
                        : "a condition in which \"" + token + "\" has its place");
    }
}
