package io.entracep.state;

import io.entracep.event.EntraEvent;
import io.entracep.event.RoleReference;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which observations train which calendars, with which value. Events of doubtful time train
 * nothing.
 */
public final class Habits {
    private static final SignalSet TRAINING =
            SignalSet.of(Signal.SIGN_IN_SUCCESS, Signal.AUDIT_SUCCESS, Signal.PIM_ACTIVATED);
    private static final long DAY = 86_400_000L;

    private Habits() {}

    /** Takes the values that one observation shows. */
    @FunctionalInterface
    interface Learner {
        void learn(ProfileKind kind, String value);
    }

    /** Day of the epoch in UTC. */
    public static long day(long time) {
        return Math.floorDiv(time, DAY);
    }

    /** First millisecond of the day. */
    public static long startOf(long day) {
        return day * DAY;
    }

    /** Hour of the week in the zone, 0 to 167 from Monday midnight, as text. */
    public static String hourOfWeek(long time, ZoneId zone) {
        ZonedDateTime local = Instant.ofEpochMilli(time).atZone(zone);
        return Integer.toString((local.getDayOfWeek().getValue() - 1) * 24 + local.getHour());
    }

    /** Country and region: {@code NL/Zuid-Holland}; null where the country is unknown. */
    public static @Nullable String location(EntraEvent event) {
        String country = event.origin().country();
        if (country == null) {
            return null;
        }
        String state = event.origin().state();
        return state == null ? country : country + "/" + state;
    }

    /**
     * Browser and operating system without versions: {@code edge/windows}; null where both are
     * unknown.
     */
    public static @Nullable String agent(EntraEvent event) {
        String browser = family(event.device().browser());
        String system = family(event.device().operatingSystem());
        return browser.isEmpty() && system.isEmpty() ? null : browser + "/" + system;
    }

    /** Device id, else {@link #agent}, with {@link #location}. */
    public static String deviceAndPlace(EntraEvent event) {
        String device = event.device().id();
        return (device != null ? device : agent(event)) + "|" + location(event);
    }

    private static String family(@Nullable String name) {
        if (name == null) {
            return "";
        }
        int end = 0;
        while (end < name.length()
                && (Character.isLetter(name.charAt(end)) || name.charAt(end) == ' ')) {
            end++;
        }
        return name.substring(0, end).strip().toLowerCase(Locale.ROOT);
    }

    static boolean trains(Observation observation) {
        return observation.plays(Roles.ACTOR | Roles.TARGET)
                && observation.signals().intersects(TRAINING)
                && !observation.event().timeSuspect();
    }

    static void teach(Observation observation, ZoneId zone, Learner learner) {
        EntraEvent event = observation.event();
        if (observation.plays(Roles.ACTOR)) {
            learner.learn(ProfileKind.ACTIVITY, "");
        }
        if (observation.has(Signal.PIM_ACTIVATED)) {
            RoleReference role = event.role();
            if (role != null && observation.plays(Roles.TARGET)) {
                learner.learn(ProfileKind.ROLE, role.key());
            }
        }
        if (observation.has(Signal.SIGN_IN_SUCCESS) && observation.plays(Roles.ACTOR)) {
            teachSignIn(observation, zone, learner);
        }
    }

    private static void teachSignIn(Observation observation, ZoneId zone, Learner learner) {
        EntraEvent event = observation.event();
        if (observation.has(Signal.SIGN_IN_INTERACTIVE)) {
            learner.learn(ProfileKind.SIGN_IN, "");
            learner.learn(ProfileKind.HOUR_OF_WEEK, hourOfWeek(event.time(), zone));
            learn(learner, ProfileKind.DEVICE_AND_PLACE, deviceAndPlace(event));
        }
        learn(learner, ProfileKind.DEVICE, event.device().id());
        if (event.device().id() == null) {
            learn(learner, ProfileKind.AGENT, agent(event));
        }
        String asn = event.origin().asn() == 0 ? null : Long.toString(event.origin().asn());
        learn(learner, ProfileKind.COUNTRY, event.origin().country());
        learn(learner, ProfileKind.NETWORK, event.origin().network());
        learn(learner, ProfileKind.ASN, asn);
        if (observation.has(Signal.SIGN_IN_INTERACTIVE) || event.device().id() != null) {
            // A refresh without a device proves nothing: it makes no place known.
            learn(learner, ProfileKind.LOCATION, location(event));
            learn(learner, ProfileKind.PROVEN_ASN, asn);
        }
    }

    private static void learn(Learner learner, ProfileKind kind, @Nullable String value) {
        if (value != null) {
            learner.learn(kind, value);
        }
    }
}
