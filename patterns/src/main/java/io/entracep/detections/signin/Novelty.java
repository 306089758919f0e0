package io.entracep.detections.signin;

import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a sign-in the account never used before, as its calendars tell.
 *
 * @param device device id, or without one the families of browser and operating system
 * @param place country and region
 * @param network autonomous system
 * @param claimless no device id, although the account usually presents one
 * @param nameless neither device id nor browser nor system: what tells nothing is not known
 */
record Novelty(Value device, Value place, Value network, boolean claimless, boolean nameless) {
    /**
     * One value against the calendars.
     *
     * @param kind calendar that knows it
     * @param text for people
     * @param isNew known on too few closed days
     * @param isFirstSeen new, and seen on no day before at all
     */
    record Value(ProfileKind kind, String text, boolean isNew, boolean isFirstSeen) {
        static Value of(
                ProfileKind kind,
                String word,
                @Nullable String value,
                long time,
                View view,
                int days) {
            boolean isNew = view.baseline().isNew(kind, value, time, days);
            return new Value(
                    kind,
                    word + value,
                    isNew,
                    isNew && view.baseline().isFirstDay(kind, value, time));
        }
    }

    /**
     * @param knownDays closed days on which a value is seen before it is known
     */
    static Novelty of(EntraEvent event, View view, int knownDays) {
        long time = event.time();
        String id = event.device().id();
        long asn = event.origin().asn();
        return new Novelty(
                id != null
                        ? Value.of(ProfileKind.DEVICE, "device ", id, time, view, knownDays)
                        : Value.of(
                                ProfileKind.AGENT,
                                "browser and system ",
                                Habits.agent(event),
                                time,
                                view,
                                knownDays),
                Value.of(
                        ProfileKind.LOCATION,
                        "place ",
                        Habits.location(event),
                        time,
                        view,
                        knownDays),
                Value.of(
                        ProfileKind.PROVEN_ASN,
                        "network AS",
                        asn == 0 ? null : Long.toString(asn),
                        time,
                        view,
                        knownDays),
                id == null && usesDevices(time, view),
                id == null && Habits.agent(event) == null);
    }

    /** A missing device id is no known device for an account that usually presents one. */
    boolean hasNewDevice() {
        return hasStrangeDevice() || claimless;
    }

    /** Whether what is told of the device is new, or nothing is told. */
    boolean hasStrangeDevice() {
        return device.isNew() || nameless;
    }

    /** Whether there is none, as usual: a browser that is known proves nothing. */
    boolean hasNoDevice() {
        return device.kind() == ProfileKind.AGENT && !claimless;
    }

    boolean hasNewPlace() {
        return place.isNew() || network.isNew();
    }

    /** Whether the device, the place or the network is seen for the first time. */
    boolean isFirstSeen() {
        return device.isFirstSeen() || place.isFirstSeen() || network.isFirstSeen();
    }

    /** What is new, for people. */
    String words() {
        Value shownPlace = place.isNew() ? place : network;
        String shownDevice = shownDevice();
        StringJoiner words = new StringJoiner(" and ");
        if (hasNewDevice()) {
            words.add(shownDevice);
        }
        if (shownPlace.isNew()) {
            words.add(shownPlace.text());
        }
        return hasNewDevice() || !hasNoDevice()
                ? words.toString()
                : words + ", without a device that proves itself";
    }

    private String shownDevice() {
        if (device.isNew() || !hasNewDevice()) {
            return device.text();
        }
        return claimless
                ? "no device, which it usually presents,"
                : "a program that tells neither device nor browser";
    }

    /** That a value may be known after all, in words; null where none can be. */
    @Nullable String doubt(long time, View view) {
        boolean overflowed =
                Stream.of(device, place, network)
                        .filter(Value::isNew)
                        .anyMatch(value -> view.baseline().overflowed(value.kind(), time));
        return overflowed ? "on a day before it showed more values than are kept" : null;
    }

    /** On at least half of the days on which it signed in. */
    static boolean usesDevices(long time, View view) {
        String most = view.baseline().mostSeen(ProfileKind.DEVICE, time);
        return most != null
                && 2 * view.baseline().closedDays(ProfileKind.DEVICE, most, time)
                        >= view.baseline().closedDays(ProfileKind.SIGN_IN, "", time);
    }
}
