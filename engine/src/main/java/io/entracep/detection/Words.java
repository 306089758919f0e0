package io.entracep.detection;

import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import io.entracep.signal.Observation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Facts in the words of an alert. */
public final class Words {
    private Words() {}

    /**
     * The two largest units: {@code 2 d 3 h}, {@code 40 min}, {@code 12 s}; below a second {@code 0
     * s}.
     */
    public static String duration(Duration duration) {
        long seconds = Math.abs(duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3600, "h", seconds % 3600 / 60, "min")
                : two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    /** Time from the one to the other. */
    public static String between(Observation from, Observation to) {
        return duration(Duration.ofMillis(to.time() - from.time()));
    }

    /** Who did it: name, else id; null where the record does not say. Attacker-controlled text. */
    public static @Nullable String actor(@Nullable Observation observation) {
        Party actor = observation == null ? null : observation.event().actor();
        return actor == null ? null : actor.label();
    }

    /** The name that the record gives to whom it was seen from; null where it gives none. */
    public static @Nullable String name(Observation observation) {
        EntraEvent event = observation.event();
        String id = observation.entity().id();
        if (event.actor() != null
                && id.equals(event.actor().id())
                && event.actor().name() != null) {
            return event.actor().name();
        }
        if (event.audit() != null) {
            for (Party target : event.audit().targets()) {
                if (id.equals(target.id()) && target.name() != null) {
                    return target.name();
                }
            }
        }
        // An account of which the record gives no id is known by its name.
        return id.indexOf('@') > 0 ? id : null;
    }

    /** The role that the record is about; null where there is none. */
    public static @Nullable String role(Observation observation) {
        RoleReference role = observation.event().role();
        return role == null ? null : role.label();
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0
                ? large + " " + largeUnit
                : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
