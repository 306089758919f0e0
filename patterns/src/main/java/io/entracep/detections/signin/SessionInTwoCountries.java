package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.signal.Observation;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session is used in two countries within an hour: its cookie or token is with somebody else,
 * too. Everything that comes of one sign-in at one device bears the id of one session, so a
 * telephone beside a laptop is another one.
 *
 * <p>Reads successes in the sign-in logs of people, token refreshes too. One of the two must be
 * strange: not from an own address, and neither from a country and a provider of the account nor
 * with a device of the account in a country of the account. High; Medium where both present the
 * same device: a VPN that was switched on, or a token stolen with the claims of its device. Beside
 * an own address nothing is strange while the account learns: who begins works from home, too. One
 * alert per account, session and day.
 *
 * <p>Misses sessions within one country, records without session or country, a thief in a country
 * and with a provider that the account uses, and one with the claims of its device in such a
 * country.
 *
 * <p>Source: row FIELD-10; ATT&CK T1539, T1550.001, T1550.004.
 */
public final class SessionInTwoCountries extends PairOfSuccesses {
    /**
     * @param window both lie less than this apart
     */
    public record Settings(@NotNull Duration window) {}

    public SessionInTwoCountries(Entry entry, Settings settings) {
        super(entry, settings.window());
        asks(
                ProfileKind.ACTIVITY,
                ProfileKind.NETWORK,
                ProfileKind.ASN,
                ProfileKind.COUNTRY,
                ProfileKind.DEVICE);
    }

    /** Nothing where the session is in no other country around it: true for nearly all. */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        if (!counts(inserted, view)) {
            return true;
        }
        for (Observation other : around(inserted, view)) {
            if (isElsewhere(other, inserted)) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected @Nullable Draft examine(Observation second, View view) {
        if (!counts(second, view)) {
            return null;
        }
        for (Severity severity : List.of(severity(), ofOneDevice())) {
            Observation first = before(second, view, severity);
            if (first != null) {
                return draft(severity, first, second);
            }
        }
        return null;
    }

    private Draft draft(Severity severity, Observation first, Observation second) {
        EntraEvent event = second.event();
        Origin from = first.event().origin();
        return Draft.of(severity)
                .group(session(second))
                .stage("one country", first)
                .stage("another country", second)
                .value("from", from.ip())
                .value("country-before", from.country())
                .value("ip", event.origin().ip())
                .value("country", event.origin().country())
                .value("gap", Words.between(first, second))
                .value("device", sameDevice(first, second) ? device(second) : null);
    }

    private @Nullable Observation before(Observation second, View view, Severity severity) {
        return before(
                second,
                view,
                first ->
                        counts(first, view)
                                && isElsewhere(first, second)
                                && severity(first, second, view) == severity);
    }

    /** How bad it is that both are of one session; null where each is where the account works. */
    private @Nullable Severity severity(Observation first, Observation second, View view) {
        boolean own =
                Attempts.isFromOwnNetwork(first, view) || Attempts.isFromOwnNetwork(second, view);
        boolean learned = view.baseline().hasLearned(ProfileKind.ACTIVITY, 1, second.time());
        if ((own && !learned) || (!isStrange(first, view) && !isStrange(second, view))) {
            return null;
        }
        return sameDevice(first, second) ? ofOneDevice() : severity();
    }

    private Severity ofOneDevice() {
        return severity().atMost(Severity.MEDIUM);
    }

    private static boolean sameDevice(Observation first, Observation second) {
        String device = first.event().device().id();
        return device != null && device.equals(second.event().device().id());
    }

    private static boolean isStrange(Observation signIn, View view) {
        boolean accustomed =
                view.baseline()
                                .isKnown(
                                        ProfileKind.COUNTRY,
                                        signIn.event().origin().country(),
                                        signIn.time())
                        && (Attempts.hasKnownDevice(signIn, view)
                                || !Attempts.isStrange(signIn, view));
        return !accustomed && !Attempts.isFromOwnNetwork(signIn, view);
    }

    private static boolean counts(Observation signIn, View view) {
        return signIn.event().origin().country() != null
                && session(signIn) != null
                && !Attempts.isOfVendorsService(signIn, view);
    }

    private static boolean isElsewhere(Observation one, Observation other) {
        String session = session(one);
        String country = one.event().origin().country();
        return session != null
                && country != null
                && session.equals(session(other))
                && !country.equals(other.event().origin().country());
    }

    @Override
    String use(Observation signIn) {
        Origin origin = signIn.event().origin();
        return session(signIn) + "|" + origin.country() + "|" + signIn.event().device().id();
    }
}
