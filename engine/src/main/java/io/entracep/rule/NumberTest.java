package io.entracep.rule;

import io.entracep.rule.CorrelationRule.Operator;
import io.entracep.yaml.MalformedValue;
import java.util.OptionalDouble;

/** A number within a bound. A value that is no number is not. */
record NumberTest(Operator operator, double bound) implements ValueTest {

    private static final int LONGEST = 40;

    static NumberTest of(Operator operator, String text) throws MalformedValue {
        OptionalDouble bound = number(text);
        if (bound.isEmpty()) {
            throw new MalformedValue("a number, since " + operator.word() + " compares numbers");
        }
        return new NumberTest(operator, bound.getAsDouble());
    }

    /** The number that the text is, with digits, a point and an exponent at most. */
    static OptionalDouble number(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
                return OptionalDouble.empty();
            }
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public boolean test(String value) {
        OptionalDouble number = number(value);
        return number.isPresent() && operator.holds(number.getAsDouble(), bound);
    }

    @Override
    public int cost() {
        return 8;
    }
}
