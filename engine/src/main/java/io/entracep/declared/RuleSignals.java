package io.entracep.declared;

import io.entracep.signal.SignalSet;
import io.entracep.state.StableHash;

/** Stable numbers of the signals of rules: hashes of names, written to state. */
final class RuleSignals {
    private RuleSignals() {}

    /** Of a rule, as records bring it. */
    static long of(String rule) {
        return StableHash.hash64("rule\u0000" + rule);
    }

    /** Of a rule as one detection sees it, and nobody else. */
    static long of(String detection, String rule) {
        return StableHash.hash64("rule\u0000" + detection + "\u0000" + rule);
    }

    static SignalSet set(String detection, String rule) {
        return SignalSet.ofRules(of(detection, rule));
    }
}
