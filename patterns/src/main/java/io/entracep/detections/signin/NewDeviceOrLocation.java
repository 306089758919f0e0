package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Habits;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A privileged account signs in with a device it never used from a place it never was; for the
 * highest roles either is enough.
 *
 * <p>Reads SignInLogs. New is a device id, or without one the families of browser and operating
 * system; and a country and region, or a network (autonomous system). A value is new until it was
 * seen on a day that is closed, and is told on the first day on which it is seen: once for as long
 * as it is remembered. Silent while the account learns.
 *
 * <p>Misses a device and a place that both were first seen on earlier, different days that are not
 * closed yet; a kind of which more values than are kept were seen on one day; a stolen session on
 * the person's own device.
 *
 * <p>Source: row PRIV-23 of the guides; ATT&CK T1078.004, T1098.005.
 */
public final class NewDeviceOrLocation extends EventDetection {
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_INTERACTIVE_SUCCESS);
    private static final int MAX_SOURCES = 16;
    private static final String AND = " and ";

    /**
     * @param minDays days with an interactive sign-in before anything can be new
     */
    public record Settings(@Min(1) int minDays) {}

    private final Settings settings;

    public NewDeviceOrLocation(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    public boolean readsPrivilege() {
        return true;
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(
                ProfileKind.SIGN_IN,
                ProfileKind.DEVICE,
                ProfileKind.AGENT,
                ProfileKind.LOCATION,
                ProfileKind.ASN);
    }

    @Override
    protected SignalSet examined() {
        return SIGN_INS;
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    /** Calendars count days in UTC. */
    @Override
    protected ZoneId zone(View view) {
        return ZoneOffset.UTC;
    }

    @Override
    public List<Need> needs() {
        return List.of(
                Need.perValue(
                        SIGN_INS, Roles.ACTOR, period(), NewDeviceOrLocation::source, MAX_SOURCES));
    }

    @Override
    protected @Nullable Draft examine(Observation signIn, View view) {
        String privilege = Attempts.privilege(signIn, view);
        if (privilege == null
                || !view.baseline()
                        .hasLearned(ProfileKind.SIGN_IN, settings.minDays(), signIn.time())) {
            return null;
        }
        EntraEvent event = signIn.event();
        Value device = Value.of(Feature.device(event), event.time(), view);
        Value place = Value.of(Feature.place(event), event.time(), view);
        Value network = Value.of(Feature.network(event), event.time(), view);
        boolean newDevice = device.isNew();
        boolean newPlace = place.isNew() || network.isNew();
        boolean enough =
                view.privileges().isTierZero(signIn.time())
                        ? newDevice || newPlace
                        : newDevice && newPlace;
        if (!enough || Stream.of(device, place, network).noneMatch(Value::isFirstSeen)) {
            return null;
        }
        Value shownPlace = place.isNew() ? place : network;
        return Draft.of(severity())
                .group(newValues(device, shownPlace))
                .stage("sign-in", signIn)
                .value("new", newValues(device, shownPlace))
                .value("ip", event.origin().ip())
                .value("trust", event.device().trustType())
                .value("deviceName", event.device().name())
                .value("privilege", privilege);
    }

    private static String newValues(Value device, Value place) {
        return Stream.of(device, place)
                .filter(Value::isNew)
                .map(Value::text)
                .collect(Collectors.joining(AND));
    }

    /** What must not hide each other in the journal. */
    private static String source(Observation signIn) {
        EntraEvent event = signIn.event();
        return Objects.requireNonNullElseGet(
                        event.device().id(), () -> String.valueOf(Habits.agent(event)))
                + "|"
                + Habits.location(event)
                + "|"
                + event.origin().asn();
    }

    /**
     * One value of the sign-in.
     *
     * @param word before the value, for people
     * @param value null where the sign-in has none
     */
    private record Feature(String word, ProfileKind kind, @Nullable String value) {

        String text() {
            return word + value;
        }

        static Feature device(EntraEvent event) {
            String id = event.device().id();
            return id != null
                    ? new Feature("device ", ProfileKind.DEVICE, id)
                    : new Feature("browser and system ", ProfileKind.AGENT, Habits.agent(event));
        }

        static Feature place(EntraEvent event) {
            return new Feature("place ", ProfileKind.LOCATION, Habits.location(event));
        }

        static Feature network(EntraEvent event) {
            long asn = event.origin().asn();
            return new Feature("network AS", ProfileKind.ASN, asn == 0 ? null : Long.toString(asn));
        }
    }

    /**
     * One value of the sign-in against the calendars.
     *
     * @param text for people
     * @param isNew seen on no closed day
     * @param isFirstSeen new, and seen on no day before at all
     */
    private record Value(String text, boolean isNew, boolean isFirstSeen) {

        static Value of(Feature feature, long time, View view) {
            boolean isNew = view.baseline().isNew(feature.kind(), feature.value(), time, 1);
            return new Value(
                    feature.text(),
                    isNew,
                    isNew && view.baseline().isFirstDay(feature.kind(), feature.value(), time));
        }
    }
}
