package io.entracep.rule;

import io.entracep.decode.Times;
import io.entracep.rule.CorrelationRule.Operator;
import io.entracep.yaml.MalformedValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.OptionalDouble;

/** A part of a time within a bound, in UTC. A value that is no time is not. */
record TimeTest(Modifier part, Operator operator, double bound) implements ValueTest {

    static TimeTest of(Modifier part, Operator operator, String text) throws MalformedValue {
        OptionalDouble bound = NumberTest.number(text);
        if (bound.isEmpty()) {
            throw new MalformedValue("a number, since " + part.word() + " of a time is one");
        }
        return new TimeTest(part, operator, bound.getAsDouble());
    }

    @Override
    public boolean test(String value) {
        long millis = Times.parse(value);
        return millis != Times.NONE
                && operator.holds(part(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC)), bound);
    }

    private int part(ZonedDateTime time) {
        return switch (part) {
            case MINUTE -> time.getMinute();
            case HOUR -> time.getHour();
            case DAY -> time.getDayOfMonth();
            case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> time.get(ChronoField.MONTH_OF_YEAR);
            case YEAR -> time.getYear();
            default -> throw new IllegalStateException(part + " is no part of a time");
        };
    }

    @Override
    public int cost() {
        return 32;
    }
}
