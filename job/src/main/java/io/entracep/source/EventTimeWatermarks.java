package io.entracep.source;

import io.entracep.decode.Decoded;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.NoWatermarksGenerator;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Event time of decoded records, and how far it has come in each split of a source.
 *
 * <p>A split without records holds event time for all. {@link #withIdleness} takes such a split out
 * after a time by the clock, but it cannot tell silence from an outage or a backlog: then "did not
 * happen" is said for logs that were merely not read yet, and corrected when they come.
 */
public final class EventTimeWatermarks implements WatermarkStrategy<Decoded> {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration delay;

    private EventTimeWatermarks(@Nullable Duration delay) {
        this.delay = delay;
    }

    /**
     * Follows the slowest log, see {@link SlowestLogWatermarks}.
     *
     * @param delay how far event time lags behind the records; 15 minutes live
     */
    public static EventTimeWatermarks following(Duration delay) {
        return new EventTimeWatermarks(delay);
    }

    /** Event time stands still until the input ends, so that any order of files is exact. */
    public static EventTimeWatermarks atEndOnly() {
        return new EventTimeWatermarks(null);
    }

    @Override
    public WatermarkGenerator<Decoded> createWatermarkGenerator(
            WatermarkGeneratorSupplier.Context context) {
        return delay == null ? new NoWatermarksGenerator<>() : new SlowestLogWatermarks(delay);
    }

    @Override
    public TimestampAssigner<Decoded> createTimestampAssigner(
            TimestampAssignerSupplier.Context context) {
        return (decoded, ignored) -> time(decoded);
    }

    /** Event time of an event; when the broker took it for a dead letter, 0 in files. */
    private static long time(Decoded decoded) {
        if (decoded instanceof Decoded.Event event) {
            return event.event().time();
        }
        return decoded instanceof Decoded.DeadLetter letter ? letter.time() : 0;
    }
}
