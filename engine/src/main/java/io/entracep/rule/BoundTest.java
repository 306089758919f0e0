package io.entracep.rule;

import io.entracep.decode.Times;
import io.entracep.rule.CorrelationRule.Operator;
import java.util.OptionalDouble;

/**
 * A number or a time within a bound that another field of the record tells. A value of another kind
 * is not.
 */
record BoundTest(Operator operator, String bound) implements ValueTest {

    @Override
    public boolean test(String value) {
        OptionalDouble number = NumberTest.number(value);
        OptionalDouble least = NumberTest.number(bound);
        if (number.isPresent() && least.isPresent()) {
            return operator.holds(number.getAsDouble(), least.getAsDouble());
        }
        long time = Times.parse(value);
        long other = Times.parse(bound);
        return time != Times.NONE
                && other != Times.NONE
                && operator.holds((double) time, (double) other);
    }

    @Override
    public int cost() {
        return 32;
    }
}
