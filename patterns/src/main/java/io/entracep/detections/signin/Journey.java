package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Words;
import io.entracep.event.Device;
import io.entracep.event.Origin;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import java.time.Duration;
import java.util.Objects;

/**
 * From the place of one sign-in to that of another.
 *
 * @param from the earlier one, located
 * @param to the later one, located
 */
record Journey(Observation from, Observation to) {
    /** Quicker to see than the distance: within some hundred kilometres. */
    private static final int SHORT_DEGREES = 3;

    boolean isShort() {
        Origin one = from.event().origin();
        Origin other = to.event().origin();
        return Math.abs(one.latitude() - other.latitude()) < SHORT_DEGREES
                && Math.abs(one.longitude() - other.longitude()) < SHORT_DEGREES;
    }

    /** Over the great circle. */
    double kilometres() {
        Origin one = from.event().origin();
        Origin other = to.event().origin();
        return GreatCircle.kilometres(
                one.latitude(), one.longitude(), other.latitude(), other.longitude());
    }

    /** How long it took. */
    double hours() {
        return (to.time() - from.time()) / (double) Duration.ofHours(1).toMillis();
    }

    boolean isWithinCountry() {
        String country = to.event().origin().country();
        return country != null && country.equals(from.event().origin().country());
    }

    /** Whether a person was at either end. */
    boolean isInteractive() {
        return from.has(Signal.SIGN_IN_INTERACTIVE) && to.has(Signal.SIGN_IN_INTERACTIVE);
    }

    /** Says of it what there is to say. */
    Draft tell(Draft draft) {
        return draft.value("from", place(from))
                .value("fromIp", from.event().origin().ip())
                .value("to", place(to))
                .value("toIp", to.event().origin().ip())
                .value("km", Math.round(kilometres()))
                .value("gap", Words.between(from, to))
                .value("device", isOfOneDevice() ? deviceName() : null)
                .value("pair", networks());
    }

    private boolean isOfOneDevice() {
        String id = to.event().device().id();
        return id != null && id.equals(from.event().device().id());
    }

    private String deviceName() {
        Device device = to.event().device();
        return Objects.requireNonNullElse(device.name(), String.valueOf(device.id()));
    }

    /** The two networks by provider and country, whichever came first. */
    private String networks() {
        String one = "AS" + from.event().origin().asn() + " " + country(from);
        String other = "AS" + to.event().origin().asn() + " " + country(to);
        return one.compareTo(other) <= 0 ? one + " and " + other : other + " and " + one;
    }

    private static String place(Observation signIn) {
        return Objects.requireNonNullElseGet(Attempts.place(signIn), () -> country(signIn));
    }

    private static String country(Observation signIn) {
        Origin origin = signIn.event().origin();
        return origin.country() != null
                ? origin.country()
                : Math.round(origin.latitude()) + "," + Math.round(origin.longitude());
    }
}
