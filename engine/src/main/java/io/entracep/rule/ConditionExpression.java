package io.entracep.rule;

import java.util.List;

/** A condition of a rule as read. */
public sealed interface ConditionExpression {

    /** Both sides and more must hold. */
    record And(List<ConditionExpression> parts) implements ConditionExpression {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** One side must hold. */
    record Or(List<ConditionExpression> parts) implements ConditionExpression {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** Must not hold. */
    record Not(ConditionExpression part) implements ConditionExpression {}

    /** A search identifier; in a correlation, a rule. */
    record Name(String name) implements ConditionExpression {}

    /** What holds where this does not. */
    default ConditionExpression negated() {
        return this instanceof Not not ? not.part() : new Not(this);
    }
}
