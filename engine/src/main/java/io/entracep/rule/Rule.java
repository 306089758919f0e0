package io.entracep.rule;

/** One document of a rule file. */
public sealed interface Rule permits SigmaRule, CorrelationRule, FilterRule {

    /** What every document has: where it stands, what it is called. */
    RuleHead head();

    /** How others refer to it: its name, else its id, else one made of its title. */
    default String key() {
        return head().key();
    }
}
