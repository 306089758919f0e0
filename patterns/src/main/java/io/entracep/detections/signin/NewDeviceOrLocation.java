package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Baseline;
import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * An account is used with a device it never used from a place it never was.
 *
 * <p>Reads SignInLogs and NonInteractiveUserSignInLogs. New is a device id, or without one the
 * families of browser and operating system, or the missing id itself where the account usually
 * presents one; and a country and region, or a network (autonomous system). A value is new until it
 * was seen on {@code known-days} days that are closed. Silent while the account learns.
 *
 * <ul>
 *   <li>A privileged account signs in with a new device from a new place or network; for tier zero
 *       either is enough.
 *   <li>A token of a privileged account is refreshed with a new device, in a new country and
 *       network; or, Medium, without the device that the account presents, with a browser that it
 *       uses on devices only, in a network seen for the first time.
 *   <li>Any other account is used with a new device, in a new country and network: Medium. Where
 *       the account never presents one, its usual browser proves nothing either.
 * </ul>
 *
 * <p>The first is told on the first day of that device in that place, for tier zero also of either;
 * the others on the first day of one of the values. Refreshes from Microsoft's own networks are
 * left out, since its services refresh in people's names.
 *
 * <p>Misses a stolen session on the person's own device, and what is done from a place in which the
 * account is at home with a browser that it uses.
 *
 * <p>Source: row PRIV-23 of the guides; ATT&CK T1078.004, T1098.005.
 */
public final class NewDeviceOrLocation extends EventDetection {
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_SUCCESS);

    /**
     * @param minDays days with an interactive sign-in before anything can be new
     * @param knownDays days on which a value is seen before it is known
     */
    public record Settings(@Min(1) int minDays, @Min(1) int knownDays) {}

    private final Settings settings;

    public NewDeviceOrLocation(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(
                ProfileKind.SIGN_IN,
                ProfileKind.DEVICE,
                ProfileKind.AGENT,
                ProfileKind.LOCATION,
                ProfileKind.COUNTRY,
                ProfileKind.ASN,
                ProfileKind.PROVEN_ASN,
                ProfileKind.DEVICE_AND_PLACE);
        asksPrivilege();
    }

    @Override
    protected Condition examined() {
        return on(SIGN_INS)
                .as(Roles.ACTOR)
                .apart(NewDeviceOrLocation::source)
                .apart(o -> o.has(Signal.SIGN_IN_INTERACTIVE) ? source(o) : null);
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
    protected @Nullable Draft examine(Observation signIn, View view) {
        if (isAtHome(signIn, view) || !hasLearned(signIn.time(), view)) {
            return null;
        }
        EntraEvent event = signIn.event();
        String privilege = Attempts.privilege(signIn, view);
        Novelty novelty = Novelty.of(event, view, settings.knownDays());
        boolean stripped = privilege != null && isStripped(signIn, novelty, view);
        boolean told =
                isTakeOver(signIn, novelty, privilege != null, view)
                        || (privilege != null
                                && signIn.has(Signal.SIGN_IN_INTERACTIVE)
                                && isUnusual(signIn, novelty, view));
        if (!told && !stripped) {
            return null;
        }
        return Draft.of(privilege != null && told ? severity() : Severity.MEDIUM)
                .group(novelty.words())
                .stage("sign-in", signIn)
                .value("new", novelty.words())
                .value("ip", event.origin().ip())
                .value("trust", event.device().trustType())
                .value("deviceName", event.device().name())
                .value("act", signIn.has(Signal.SIGN_IN_INTERACTIVE) ? "signed in" : "was used")
                .value("doubt", novelty.doubt(event.time(), view))
                .value("privilege", privilege);
    }

    /** Days of interactive sign-ins, or days in one country: some only ever refresh tokens. */
    private boolean hasLearned(long time, View view) {
        Baseline baseline = view.baseline();
        return baseline.hasLearned(ProfileKind.SIGN_IN, settings.minDays(), time)
                || baseline.closedDays(
                                ProfileKind.COUNTRY,
                                baseline.mostSeen(ProfileKind.COUNTRY, time),
                                time)
                        >= settings.minDays();
    }

    /** Nearly all sign-ins: nothing of them can be new. */
    private boolean isAtHome(Observation signIn, View view) {
        EntraEvent event = signIn.event();
        return signIn.has(Signal.SIGN_IN_INTERACTIVE)
                ? event.device().id() != null
                        && !isNew(
                                ProfileKind.DEVICE_AND_PLACE,
                                Habits.deviceAndPlace(event),
                                event,
                                view)
                        && !isNew(ProfileKind.PROVEN_ASN, asn(event), event, view)
                : view.policy().isMicrosoftNetwork(event.origin().asn())
                        || (!isNew(ProfileKind.COUNTRY, event.origin().country(), event, view)
                                && !isNew(ProfileKind.ASN, asn(event), event, view));
    }

    private static boolean isUnusual(Observation signIn, Novelty novelty, View view) {
        boolean both = novelty.hasNewDevice() && novelty.hasNewPlace();
        if (both
                && view.baseline()
                        .isFirstDay(
                                ProfileKind.DEVICE_AND_PLACE,
                                Habits.deviceAndPlace(signIn.event()),
                                signIn.time())) {
            return true;
        }
        boolean enough =
                both
                        || (view.privileges().isTierZero(Attempts.name(signIn), signIn.time())
                                && (novelty.hasNewDevice() || novelty.hasNewPlace()));
        return enough && novelty.isFirstSeen();
    }

    /** An unknown country and network, and no device that proves itself. */
    private boolean isTakeOver(Observation signIn, Novelty novelty, boolean privileged, View view) {
        EntraEvent event = signIn.event();
        boolean newDevice =
                privileged
                        ? novelty.hasNewDevice() || novelty.hasNoDevice()
                        : novelty.hasStrangeDevice() || novelty.hasNoDevice();
        String country = event.origin().country();
        String asn = asn(event);
        return newDevice
                && isNew(ProfileKind.COUNTRY, country, event, view)
                && (asn == null || isNew(ProfileKind.ASN, asn, event, view))
                && !Attempts.isFromOwnNetwork(signIn, view)
                && (novelty.device().isFirstSeen()
                        || view.baseline().isFirstDay(ProfileKind.COUNTRY, country, event.time())
                        || view.baseline().isFirstDay(ProfileKind.ASN, asn, event.time()));
    }

    /**
     * A token that goes on in an unknown network without the device that the account presents, with
     * a browser that it uses on devices only.
     */
    private boolean isStripped(Observation signIn, Novelty novelty, View view) {
        String asn = asn(signIn.event());
        return !signIn.has(Signal.SIGN_IN_INTERACTIVE)
                && novelty.claimless()
                && novelty.hasStrangeDevice()
                && asn != null
                && view.baseline().isFirstDay(ProfileKind.ASN, asn, signIn.time())
                && !Attempts.isFromOwnNetwork(signIn, view);
    }

    private boolean isNew(ProfileKind kind, @Nullable String value, EntraEvent event, View view) {
        return view.baseline().isNew(kind, value, event.time(), settings.knownDays());
    }

    private static @Nullable String asn(EntraEvent event) {
        return event.origin().asn() == 0 ? null : Long.toString(event.origin().asn());
    }

    /** What must not hide each other in the journal. */
    private static String source(Observation signIn) {
        EntraEvent event = signIn.event();
        return Habits.deviceAndPlace(event) + "|" + event.origin().asn();
    }
}
