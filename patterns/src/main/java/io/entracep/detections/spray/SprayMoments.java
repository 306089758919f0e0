package io.entracep.detections.spray;

import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a source sprayed, asked around a sign-in. Pure functions. */
final class SprayMoments {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private SprayMoments() {}

    /** Id of the count whose moments are the spray. */
    static String spray(Source about) {
        return about == Source.ADDRESS ? "password-spray" : "password-spray-by-network";
    }

    /**
     * The last moment of a spray before the time, else the first after it; null for none.
     *
     * @param after the time comes less than this after the moment
     * @param before or at most so long before it
     */
    static @Nullable Observation around(
            long time, Duration after, Duration before, Source about, View view) {
        // Whole days, so that sign-ins of one day ask for the same moments.
        long start = Math.floorDiv(time, DAY) * DAY;
        TimeRange asked =
                new TimeRange(start - after.toMillis(), start + DAY + before.toMillis() + 1);
        List<Observation> moments = view.reached(spray(about), asked);
        // Looked up and not looked through: a long spray has thousands of moments.
        int next = Observation.firstAt(moments, time + 1);
        if (next > 0) {
            Observation last = moments.get(next - 1);
            if (time - last.time() < after.toMillis()) {
                return last;
            }
        }
        if (next == moments.size()) {
            return null;
        }
        Observation first = moments.get(next);
        return first.time() - time <= before.toMillis() ? first : null;
    }

    /** Where moments may be that are asked for {@link #around} any of the times. */
    static TimeRange asked(TimeRange times, Duration after, Duration before) {
        return times.widen(after.toMillis(), before.toMillis());
    }

    /** Times that a moment may be asked around, one day wider for what is asked by days. */
    static TimeRange asking(TimeRange moments, Duration after, Duration before) {
        return moments.widen(before.toMillis() + DAY, after.toMillis() + DAY);
    }
}
