package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.SignIn;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one application are refreshed for an account in two countries within minutes, by
 * clients that present no device, where the records tell no session.
 *
 * <p>Reads successes of the non-interactive sign-in log. One of the two countries must be one that
 * the account was never seen in. Silent while the account learns, at own addresses and for services
 * of the vendor. One alert per account, application and day.
 *
 * <p>Misses two cities of one country: a telephone and a computer are in two cities all day, since
 * operators and offices put their addresses elsewhere. Misses clients that present a device.
 *
 * <p>Source: row FIELD-10 (d); ATT&CK T1539, T1550.001.
 */
public final class RefreshesInTwoCountries extends PairOfSuccesses {
    /**
     * @param window both lie less than this apart
     */
    public record Settings(@NotNull Duration window) {}

    public RefreshesInTwoCountries(Entry entry, Settings settings) {
        super(entry, settings.window());
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(ProfileKind.ACTIVITY, ProfileKind.COUNTRY);
    }

    /** Nothing for who presents a device or a session: true for nearly all. */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        return !counts(inserted, view)
                || around(inserted, view).stream().noneMatch(other -> isPair(other, inserted));
    }

    @Override
    protected @Nullable Draft examine(Observation second, View view) {
        if (!counts(second, view)
                || !view.baseline().hasLearned(ProfileKind.ACTIVITY, 1, second.time())) {
            return null;
        }
        Observation first =
                before(
                        second,
                        view,
                        earlier ->
                                counts(earlier, view)
                                        && isPair(earlier, second)
                                        && (isNew(earlier, view) || isNew(second, view)));
        if (first == null) {
            return null;
        }
        EntraEvent event = second.event();
        Origin from = first.event().origin();
        return Draft.of(severity())
                .group(app(second))
                .stage("one country", first)
                .stage("another country", second)
                .value("app", appName(second))
                .value("from", from.ip())
                .value("country-before", from.country())
                .value("ip", event.origin().ip())
                .value("country", event.origin().country())
                .value("gap", Words.between(first, second));
    }

    private static boolean isNew(Observation refresh, View view) {
        String country = refresh.event().origin().country();
        return !view.baseline().isKnown(ProfileKind.COUNTRY, country, refresh.time());
    }

    private static boolean counts(Observation refresh, View view) {
        return isBare(refresh)
                && !Attempts.isFromOwnNetwork(refresh, view)
                && !Attempts.isOfVendorsService(refresh, view);
    }

    /** A refresh of which only application and place are told. */
    private static boolean isBare(Observation refresh) {
        return !refresh.has(Signal.SIGN_IN_INTERACTIVE)
                && session(refresh) == null
                && refresh.event().device().id() == null
                && refresh.event().origin().country() != null
                && app(refresh) != null;
    }

    private static boolean isPair(Observation one, Observation other) {
        String app = app(one);
        String country = one.event().origin().country();
        return app != null
                && app.equals(app(other))
                && country != null
                && other.event().origin().country() != null
                && !country.equals(other.event().origin().country());
    }

    private static @Nullable String app(Observation refresh) {
        SignIn signIn = refresh.event().signIn();
        return signIn == null ? null : signIn.appId();
    }

    private static @Nullable String appName(Observation refresh) {
        SignIn signIn = refresh.event().signIn();
        return signIn == null || signIn.appName() == null ? app(refresh) : signIn.appName();
    }

    @Override
    @Nullable String use(Observation refresh) {
        return isBare(refresh) ? app(refresh) + "|" + refresh.event().origin().country() : null;
    }
}
