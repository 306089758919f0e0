package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Device;
import io.entracep.event.Origin;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Habits;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two consecutive successes of one person lie farther apart than anybody travels in the time
 * between them.
 *
 * <p>Reads the sign-in logs of people. Compares each located success with the one before it, over
 * the great circle. Successes from the organisation's addresses and VPN are passed over; by default
 * so are pairs within one country. One alert for two countries until neither followed the other
 * impossibly fast for the length of the window; its anchor is the later sign-in of the first pair.
 *
 * <p>The journal keeps, per place and network, the first and the last of each bucket that is
 * shorter than the least distance takes at the greatest speed: a pair that falls into one bucket is
 * impossible whichever of its records are left.
 *
 * <p>Misses travel within a country, places that the log does not locate, an intruder near the
 * owner, and one who uses the organisation's VPN.
 *
 * <p>Source: row USER-41 of the guides; ATT&CK T1078.004.
 */
public final class ImpossibleTravel extends EventDetection {
    private static final SignalSet LOCATED = SignalSet.of(Signal.SIGN_IN_LOCATED);
    private static final Duration NEAR = Duration.ofHours(1);
    private static final int MAX_PLACES = 24;

    /**
     * @param maxSpeed greatest speed of a journey, km/h
     * @param minDistance distances up to this are ignored, km
     * @param sameCountryIgnored whether pairs within one country are ignored
     * @param window greatest time between the two
     */
    public record Settings(
            @Min(1) int maxSpeed,
            @Min(1) int minDistance,
            boolean sameCountryIgnored,
            @NotNull Duration window) {}

    private final Settings settings;
    private final Duration lookBack;

    public ImpossibleTravel(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        this.lookBack = settings.window().multipliedBy(2);
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    protected SignalSet examined() {
        return LOCATED;
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected SignalSet context() {
        return LOCATED;
    }

    /** The pair before, and before it one window more to see whether it was impossible. */
    @Override
    protected Duration lookBack() {
        return lookBack;
    }

    /**
     * Nothing where it closes no pair and no sign-in is known that comes after it, or where all
     * around it come from one country, as nearly all do.
     */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        TimeRange from =
                new TimeRange(
                        inserted.time(), TimeRange.plus(inserted.time(), lookBack.toMillis() + 1));
        return view.observations(from, LOCATED).size() <= 1
                ? examine(inserted, view) == null
                : isOneCountry(inserted, view);
    }

    private boolean isOneCountry(Observation inserted, View view) {
        String country = inserted.event().origin().country();
        if (!settings.sameCountryIgnored() || country == null) {
            return false;
        }
        TimeRange around =
                TimeRange.around(inserted.time(), lookBack.toMillis(), lookBack.toMillis());
        for (Observation signIn : view.observations(around, LOCATED)) {
            if (!country.equals(signIn.event().origin().country())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Need> needs() {
        Duration shortest =
                Duration.ofMillis(
                        Duration.ofHours(1).toMillis()
                                * settings.minDistance()
                                / settings.maxSpeed());
        return List.of(
                Need.distinct(
                        LOCATED,
                        Roles.ACTOR,
                        shortest.multipliedBy(4),
                        lookBack(),
                        ImpossibleTravel::placeAndNetwork,
                        MAX_PLACES));
    }

    @Override
    protected @Nullable Draft examine(Observation later, View view) {
        Observation earlier = before(later, view);
        if (earlier == null || !isImpossible(earlier, later) || isContinued(earlier, later, view)) {
            return null;
        }
        Device device = later.event().device();
        boolean sameDevice =
                device.id() != null && device.id().equals(earlier.event().device().id());
        String deviceName = device.name() != null ? device.name() : device.id();
        return Draft.of(severity())
                .stage("here", earlier)
                .stage("there", later)
                .value("from", place(earlier))
                .value("fromIp", earlier.event().origin().ip())
                .value("to", place(later))
                .value("toIp", later.event().origin().ip())
                .value("km", Math.round(kilometres(earlier, later)))
                .value("gap", Words.between(earlier, later))
                .value("device", sameDevice ? deviceName : null);
    }

    /** The located success before it; looks near first, since that is where it mostly is. */
    private @Nullable Observation before(Observation later, View view) {
        if (isPassedOver(later, view)) {
            return null;
        }
        Duration near = NEAR.compareTo(settings.window()) < 0 ? NEAR : settings.window();
        Observation found =
                view.latestBefore(later, near, LOCATED, signIn -> !isPassedOver(signIn, view));
        return found != null
                ? found
                : view.latestBefore(
                        later, settings.window(), LOCATED, signIn -> !isPassedOver(signIn, view));
    }

    /** Whether the same two countries followed each other impossibly fast shortly before. */
    private boolean isContinued(Observation earlier, Observation later, View view) {
        TimeRange before = TimeRange.upTo(later.time(), settings.window());
        for (Observation candidate : view.observations(before, LOCATED)) {
            if (Observation.ORDER.compare(candidate, later) >= 0) {
                break;
            }
            Observation its = before(candidate, view);
            if (its != null
                    && isImpossible(its, candidate)
                    && isSamePair(its, candidate, earlier, later)) {
                return true;
            }
        }
        return false;
    }

    private boolean isImpossible(Observation earlier, Observation later) {
        String country = later.event().origin().country();
        if (settings.sameCountryIgnored()
                && country != null
                && country.equals(earlier.event().origin().country())) {
            return false;
        }
        double km = kilometres(earlier, later);
        double hours = (later.time() - earlier.time()) / (double) Duration.ofHours(1).toMillis();
        return km > settings.minDistance() && km > settings.maxSpeed() * hours;
    }

    private static boolean isSamePair(
            Observation one, Observation other, Observation earlier, Observation later) {
        String a = country(one);
        String b = country(other);
        return (a.equals(country(earlier)) && b.equals(country(later)))
                || (a.equals(country(later)) && b.equals(country(earlier)));
    }

    private static boolean isPassedOver(Observation signIn, View view) {
        Origin origin = signIn.event().origin();
        return !GreatCircle.isPlace(origin.latitude(), origin.longitude())
                || Attempts.isFromOwnNetwork(signIn, view);
    }

    private static double kilometres(Observation one, Observation other) {
        Origin a = one.event().origin();
        Origin b = other.event().origin();
        return GreatCircle.kilometres(a.latitude(), a.longitude(), b.latitude(), b.longitude());
    }

    private static String country(Observation signIn) {
        Origin origin = signIn.event().origin();
        return origin.country() != null
                ? origin.country()
                : Math.round(origin.latitude()) + "," + Math.round(origin.longitude());
    }

    private static String place(Observation signIn) {
        return Objects.requireNonNullElseGet(Attempts.place(signIn), () -> country(signIn));
    }

    private static String placeAndNetwork(Observation signIn) {
        return Habits.location(signIn.event()) + "|" + signIn.event().origin().asn();
    }
}
