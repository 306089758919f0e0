package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.event.Origin;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Building block of {@code impossible-travel}: two consecutive successes of one person lie farther
 * apart than anybody travels in the time between them.
 *
 * <p>Reads the sign-in logs of people. Compares each located success with the one before it, over
 * the great circle. Passed over: successes from the organisation's addresses and VPN, and tokens
 * that a service of the vendor refreshed from its data centre; pairs within one country up to a
 * greater distance; pairs up to {@code nearDistance} of which one is a token refreshed in the
 * background, since telephones leave the network where their operator does; pairs that both present
 * devices that the account used, and pairs of such a device and a network that the account used on
 * some days. One finding per pair, at the later sign-in.
 *
 * <p>Misses places that the log does not locate, an intruder near the owner, and one who uses the
 * organisation's VPN or a device of the owner.
 *
 * <p>Source: row USER-41 of the guides; ATT&CK T1078.004.
 */
public final class ImpossibleJourney extends EventDetection {
    private static final SignalSet LOCATED = SignalSet.of(Signal.SIGN_IN_LOCATED);
    private static final Duration NEAR = Duration.ofHours(1);

    /**
     * @param maxSpeed greatest speed of a journey, km/h
     * @param minDistance distances up to this are ignored, km
     * @param sameCountryDistance the same, within one country
     * @param nearDistance up to this both must be interactive
     * @param knownDays days on which the account used a network, for a pair with a known device
     * @param window greatest time between the two
     */
    public record Settings(
            @Min(1) int maxSpeed,
            @Min(1) int minDistance,
            @Min(1) int sameCountryDistance,
            @Min(1) int nearDistance,
            @Min(1) int knownDays,
            @NotNull Duration window) {}

    private final Settings settings;

    /** A pair that falls into one part is impossible whichever of its records are kept. */
    private final Condition located;

    private final Lookup near;
    private final Lookup before;

    public ImpossibleJourney(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        Duration hour = Duration.ofHours(1);
        Duration shortest =
                hour.multipliedBy(settings.minDistance()).dividedBy(settings.maxSpeed());
        located =
                on(LOCATED)
                        .as(Roles.ACTOR)
                        .apart(ImpossibleJourney::placeAndNetwork)
                        .inParts(shortest);
        near = before(NEAR.compareTo(settings.window()) < 0 ? NEAR : settings.window(), located);
        before = before(settings.window(), located);
        asks(ProfileKind.DEVICE, ProfileKind.NETWORK);
    }

    @Override
    protected Condition examined() {
        return located;
    }

    /**
     * Nothing where it closes no pair and no sign-in is known that comes after it, or where all
     * around it come from one country and lie close together, as nearly all do.
     */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        TimeRange from =
                new TimeRange(
                        inserted.time(),
                        TimeRange.plus(inserted.time(), lookBack().toMillis() + 1));
        return view.observations(from, LOCATED).size() <= 1
                ? examine(inserted, view) == null
                : isOneCountry(inserted, view);
    }

    private boolean isOneCountry(Observation inserted, View view) {
        String country = inserted.event().origin().country();
        if (country == null) {
            return false;
        }
        TimeRange around =
                TimeRange.around(inserted.time(), lookBack().toMillis(), lookBack().toMillis());
        for (Observation signIn : view.observations(around, LOCATED)) {
            if (!country.equals(signIn.event().origin().country())
                    || !new Journey(inserted, signIn).isShort()) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected @Nullable Draft examine(Observation later, View view) {
        Observation earlier = before(later, view);
        if (earlier == null) {
            return null;
        }
        Journey journey = new Journey(earlier, later);
        return isImpossible(journey) && !isOwners(earlier, later, view)
                ? journey.tell(Draft.of(severity()).stage("here", earlier).stage("there", later))
                : null;
    }

    /** The located success before it; looks near first, since that is where it mostly is. */
    private @Nullable Observation before(Observation later, View view) {
        if (isPassedOver(later, view)) {
            return null;
        }
        Predicate<Observation> counts = signIn -> !isPassedOver(signIn, view);
        Observation found = near.latest(later, view, counts);
        return found != null ? found : before.latest(later, view, counts);
    }

    /** Whether both ends, or one and the habits of the account, show that they are its owner's. */
    private boolean isOwners(Observation earlier, Observation later, View view) {
        boolean before = Attempts.hasKnownDevice(earlier, view);
        boolean after = Attempts.hasKnownDevice(later, view);
        return (before && after)
                || (before && isHabitual(later, view))
                || (after && isHabitual(earlier, view))
                || (isHabitual(earlier, view) && isHabitual(later, view));
    }

    private boolean isHabitual(Observation signIn, View view) {
        return view.baseline()
                        .closedDays(ProfileKind.NETWORK, Attempts.network(signIn), signIn.time())
                >= settings.knownDays();
    }

    private boolean isImpossible(Journey journey) {
        double km = journey.kilometres();
        int ignored =
                journey.isWithinCountry() ? settings.sameCountryDistance() : settings.minDistance();
        return km > ignored
                && km > settings.maxSpeed() * journey.hours()
                && (km > settings.nearDistance() || journey.isInteractive());
    }

    private static boolean isPassedOver(Observation signIn, View view) {
        Origin origin = signIn.event().origin();
        return !GreatCircle.isPlace(origin.latitude(), origin.longitude())
                || Attempts.isFromOwnNetwork(signIn, view)
                || Attempts.isOfVendorsService(signIn, view);
    }

    private static String placeAndNetwork(Observation signIn) {
        return Habits.location(signIn.event()) + "|" + signIn.event().origin().asn();
    }
}
