package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a finding carries that is seen as an observation. */
public final class Findings {
    /** Every finding, in the journal of the second stage. */
    public static final SignalSet ALL = SignalSet.of(Signal.FINDING);

    private Findings() {}

    /** Its facts; empty where it is none. */
    public static Map<String, String> values(Observation finding) {
        return finding.derivation() == null ? Map.of() : finding.derivation().values();
    }

    /** The fact of this name, null where it has none. */
    public static @Nullable String value(Observation finding, String name) {
        return values(finding).get(name);
    }

    /** The records that made it, in time order. */
    public static List<Observation> evidence(Observation finding) {
        return finding.derivation() == null ? List.of() : finding.derivation().evidence();
    }

    /** The first of the records that made it; null where it has none. */
    public static @Nullable Observation first(Observation finding) {
        List<Observation> records = evidence(finding);
        return records.isEmpty() ? null : records.get(0);
    }

    /** Those of the records that have one of the signals. */
    public static List<Observation> evidence(Observation finding, SignalSet any) {
        return evidence(finding).stream()
                .filter(record -> record.signals().intersects(any))
                .toList();
    }
}
