package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Origin;
import io.entracep.signal.Observation;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account succeeds from two addresses within half an hour, and the second lies in a network and
 * a country that the account never used: two people use it, or a stolen session.
 *
 * <p>Reads successes in the sign-in logs of people, token refreshes too, since a stolen token shows
 * in nothing else. Addresses are compared as networks (IPv6: /64). The second one's autonomous
 * system must be new, seen on no closed day, and so must its country; or the device that the
 * account presents is missing, and the browser is one that it uses on devices only. Own addresses,
 * those of the VPN and data centres of the vendor whose services refresh tokens are no second ones,
 * nor is one with a device that the account used. One alert per account, second network and day.
 * Silent while the account learns.
 *
 * <p>Misses a second address with a provider that the account has used, or in its country with a
 * browser that it uses without a device or none, one whose country or autonomous system is unknown,
 * and use of the account by turns more than the window apart. How far the two lie apart is not
 * looked at: see {@link ImpossibleJourney}.
 *
 * <p>Source: row USER-40 of the guides, success variant; ATT&CK T1078.004.
 */
public final class SignInsFromTwoAddresses extends PairOfSuccesses {
    /**
     * @param window both lie less than this apart
     * @param minDays days with a success before anything can be new
     */
    public record Settings(@NotNull Duration window, @Min(1) int minDays) {}

    private final Settings settings;

    public SignInsFromTwoAddresses(Entry entry, Settings settings) {
        super(entry, settings.window());
        this.settings = settings;
        asks(
                ProfileKind.ACTIVITY,
                ProfileKind.AGENT,
                ProfileKind.ASN,
                ProfileKind.COUNTRY,
                ProfileKind.DEVICE,
                ProfileKind.SIGN_IN);
    }

    @Override
    @Nullable String use(Observation signIn) {
        return Attempts.network(signIn);
    }

    /** Nothing unless it, or one that it may be the first of, comes from a new place. */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        if (isNew(inserted, view)) {
            return false;
        }
        for (Observation signIn : after(inserted, view)) {
            if (isNew(signIn, view)) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected @Nullable Draft examine(Observation second, View view) {
        if (!isNew(second, view)
                || Attempts.isFromOwnNetwork(second, view)
                || Attempts.isOfVendorsService(second, view)
                || Attempts.hasKnownDevice(second, view)) {
            return null;
        }
        Observation first = fromElsewhere(second, view);
        if (first == null) {
            return null;
        }
        Origin origin = second.event().origin();
        return Draft.of(severity())
                .group(origin.network())
                .stage("one address", first)
                .stage("another address", second)
                .value("from", first.event().origin().ip())
                .value("ip", origin.ip())
                .value("country", origin.country())
                .value("asn", origin.asn())
                .value(
                        "new",
                        isInNewCountry(second, view)
                                ? "a country and a network it never used"
                                : "a network it never used, without the device that it presents")
                .value("gap", Words.between(first, second));
    }

    private @Nullable Observation fromElsewhere(Observation second, View view) {
        String network = Attempts.network(second);
        return network == null
                ? null
                : before(
                        second,
                        view,
                        first ->
                                Attempts.network(first) != null
                                        && !Attempts.isOfVendorsService(first, view)
                                        && !Objects.equals(network, Attempts.network(first)));
    }

    private boolean isNew(Observation signIn, View view) {
        Origin origin = signIn.event().origin();
        return origin.asn() != 0
                && (isInNewCountry(signIn, view) || isStripped(signIn, view))
                && hasLearned(signIn, view)
                && view.baseline()
                        .isNew(ProfileKind.ASN, Long.toString(origin.asn()), signIn.time(), 1);
    }

    private static boolean isInNewCountry(Observation signIn, View view) {
        return view.baseline()
                .isNew(ProfileKind.COUNTRY, signIn.event().origin().country(), signIn.time(), 1);
    }

    /**
     * Without the device that the account presents, with a browser that it uses on devices only.
     */
    private static boolean isStripped(Observation signIn, View view) {
        return signIn.event().device().id() == null
                && view.baseline()
                        .isNew(ProfileKind.AGENT, Habits.agent(signIn.event()), signIn.time(), 1)
                && Novelty.usesDevices(signIn.time(), view);
    }

    private boolean hasLearned(Observation signIn, View view) {
        return view.baseline().hasLearned(ProfileKind.ACTIVITY, settings.minDays(), signIn.time());
    }
}
