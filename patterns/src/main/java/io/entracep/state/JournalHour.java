package io.entracep.state;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.Arrays;
import java.util.List;

/**
 * The observations of one entity in one hour of event time.
 *
 * @param entries in {@link Observation#ORDER}, at most one per event
 * @param overflow signals of which more was seen than is kept
 */
public record JournalHour(List<Observation> entries, SignalSet overflow) {

    /** An hour without observations. */
    public static final JournalHour EMPTY = new JournalHour(List.of(), SignalSet.NONE);

    public JournalHour {
        entries = List.copyOf(entries);
    }

    /** All signals in it. */
    public SignalSet signals() {
        long low = 0;
        long high = 0;
        boolean ofRules = false;
        for (int i = 0; i < entries.size(); i++) {
            SignalSet signals = entries.get(i).signals();
            low |= signals.low();
            high |= signals.high();
            ofRules |= signals.rules().length > 0;
        }
        SignalSet fixed = new SignalSet(low, high);
        return ofRules ? fixed.union(rules()) : fixed;
    }

    private SignalSet rules() {
        return SignalSet.ofRules(
                entries.stream()
                        .flatMapToLong(entry -> Arrays.stream(entry.signals().rules()))
                        .toArray());
    }
}
