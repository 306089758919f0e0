package io.entracep.signal;

import java.util.Map;
import java.util.Set;

/**
 * What activities mean, by normalised name: {@code activities.yaml}.
 *
 * @param whenSuccessful signals of audit records of operations that succeeded
 * @param whateverTheResult signals of all audit records
 * @param inAzure signals of Azure Activity where the operation succeeded
 * @param beginnings of names whose rest does not matter
 */
record Activities(
        Map<String, SignalSet> whenSuccessful,
        Map<String, SignalSet> whateverTheResult,
        Map<String, SignalSet> inAzure,
        Set<String> beginnings) {

    private static final Activities SHIPPED = ActivitiesReader.shipped();

    Activities {
        whenSuccessful = Map.copyOf(whenSuccessful);
        whateverTheResult = Map.copyOf(whateverTheResult);
        inAzure = Map.copyOf(inAzure);
        beginnings = Set.copyOf(beginnings);
    }

    /** Signals of the audit activity where the operation succeeded. */
    static SignalSet whenSuccessful(String normalisedActivity) {
        return SHIPPED.of(SHIPPED.whenSuccessful, normalisedActivity);
    }

    /** Signals of the audit activity whatever its result. */
    static SignalSet whateverTheResult(String normalisedActivity) {
        return SHIPPED.of(SHIPPED.whateverTheResult, normalisedActivity);
    }

    /** Signals of the operation of Azure where it succeeded. */
    static SignalSet inAzure(String normalisedOperation) {
        return SHIPPED.of(SHIPPED.inAzure, normalisedOperation);
    }

    private SignalSet of(Map<String, SignalSet> table, String activity) {
        SignalSet signals = table.get(activity);
        if (signals != null) {
            return signals;
        }
        for (String beginning : beginnings) {
            if (activity.startsWith(beginning)) {
                return table.getOrDefault(beginning, SignalSet.NONE);
            }
        }
        return SignalSet.NONE;
    }
}
