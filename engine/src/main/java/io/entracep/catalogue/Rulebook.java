package io.entracep.catalogue;

import io.entracep.decode.RecordMarker;
import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import org.jspecify.annotations.Nullable;

/**
 * What a job decides by. Travels to its operators as text: a cluster knows no path of ours.
 *
 * @param policy what the organisation decided
 * @param rules rules of users, beside those that come with the program
 */
public record Rulebook(Policy policy, RuleTexts rules) implements RecordMarker.Factory {
    private static final long serialVersionUID = 1L;

    /** A policy, and no rules of users. */
    public static Rulebook of(Policy policy) {
        return new Rulebook(policy, RuleTexts.NONE);
    }

    /** All detections, those of the rules among them. */
    public Catalogue catalogue() {
        return Catalogue.load(rules);
    }

    @Override
    public @Nullable RecordMarker create() {
        return catalogue().marker(policy);
    }
}
