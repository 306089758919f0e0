package io.entracep.told;

import io.entracep.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one detection and tenant at one sink. */
interface ToldMemory {

    /** Alerts by id. */
    Cells<ToldAlert> alerts();

    /** What was said last of an alert, by its id, as long as it may have to be told. */
    Cells<Alert> texts();

    /** By alert id. */
    Cells<Doubt> doubts();

    /** Processing time at which an update that waits is told, by alert id. */
    Cells<Long> updates();

    /** Alerts held back in this hour: its end, by alert id. */
    Cells<Long> held();

    /** The hour that goes on; null for none. */
    @Nullable StormHour hour();

    void hour(@Nullable StormHour hour);

    /**
     * Values by alert id.
     *
     * @param <T> of a value
     */
    interface Cells<T> {
        @Nullable T get(String alertId);

        void put(String alertId, T value);

        void remove(String alertId);

        /** Ids of all, in a list of its own. */
        List<String> ids();
    }
}
