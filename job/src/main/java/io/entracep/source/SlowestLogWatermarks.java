package io.entracep.source;

import io.entracep.decode.Decoded;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Event time of one split: the greatest time of each audit and sign-in log, of these the least,
 * less a delay. A log counts from its first record until the split has gone on for half an hour of
 * event time without it.
 *
 * <p>The watermark <em>w</em> is one millisecond less, for Flink promises with it that nothing at
 * <em>w</em> or before follows. It never goes back. Dead letters, events with a suspect time and
 * events of other logs move nothing; a split that has nothing else is marked idle, else a hub of,
 * say, risk events would hold event time for ever.
 */
final class SlowestLogWatermarks implements WatermarkGenerator<Decoded> {

    /** How long a silent log still holds event time, in event time of the split. */
    static final Duration MEMORY = Duration.ofMinutes(30);

    private static final long NEVER = Long.MIN_VALUE;

    private final long delayMillis;

    private final Map<Category, Log> logs = new EnumMap<>(Category.class);

    private long progress = NEVER;
    private boolean othersOnly;
    private long emitted = NEVER;

    SlowestLogWatermarks(Duration delay) {
        this.delayMillis = delay.toMillis();
    }

    @Override
    public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
        if (decoded instanceof Decoded.Event event && tellsTime(event.event())) {
            othersOnly = false;
            advance(event.event().category(), event.event().time());
        } else if (!(decoded instanceof Decoded.NewRulebooks)) {
            othersOnly = progress == NEVER;
        }
    }

    private void advance(Category category, long time) {
        Log log = logs.computeIfAbsent(category, ignored -> new Log());
        progress = Math.max(progress, time);
        log.greatest = Math.max(log.greatest, time);
        log.lastSeen = progress;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (othersOnly) {
            output.markIdle();
        } else if (progress != NEVER) {
            emitted = Math.max(emitted, slowestLog() - delayMillis - 1);
            output.emitWatermark(new Watermark(emitted));
        }
    }

    private long slowestLog() {
        long slowest = progress;
        for (Log log : logs.values()) {
            if (log.lastSeen >= progress - MEMORY.toMillis()) {
                slowest = Math.min(slowest, log.greatest);
            }
        }
        return slowest;
    }

    private static boolean tellsTime(EntraEvent record) {
        boolean judged = record.category() == Category.AUDIT || record.category().isSignIn();
        return judged && !record.timeSuspect();
    }

    private static final class Log {

        private long greatest = NEVER;

        /** Progress of the split when this log was last seen. */
        private long lastSeen = NEVER;
    }
}
