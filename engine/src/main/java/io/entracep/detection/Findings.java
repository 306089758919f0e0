package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a finding carries that is seen as an observation. */
public final class Findings {
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

    /** Those of the records that have one of the signals. */
    public static List<Observation> evidence(Observation finding, SignalSet any) {
        return evidence(finding).stream()
                .filter(record -> record.signals().intersects(any))
                .toList();
    }
}
