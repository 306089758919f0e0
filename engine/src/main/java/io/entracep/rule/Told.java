package io.entracep.rule;

/** Takes what is to be told of a rule while it is compiled. */
interface Told {
    /** The rule is refused. */
    void problem(int line, String key, String value, String expected);

    /** The rule loads all the same. */
    void remark(int line, RuleRemark.Kind kind, String text);

    /** The rule is about the records of this log instead. */
    void moved(String log);

    /** Says nothing. */
    Told NOTHING =
            new Told() {
                @Override
                public void problem(int line, String key, String value, String expected) {}

                @Override
                public void remark(int line, RuleRemark.Kind kind, String text) {}

                @Override
                public void moved(String log) {}
            };
}
