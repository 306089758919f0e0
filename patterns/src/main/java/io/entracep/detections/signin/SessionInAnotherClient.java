package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Observation;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One session goes on with another client in a network that the account does not know, in the same
 * country: its cookie or token was taken to another machine.
 *
 * <p>Reads successes in the sign-in logs of people, token refreshes too. Everything of one session
 * comes of one sign-in at one device, so that device, browser and system stay. High where the
 * device was presented before and is not any more, else Medium. One alert per account, session and
 * day.
 *
 * <p>Misses a thief with the claims of the device, in a network that the account uses, and records
 * without a session or an autonomous system. Two countries are told by {@link
 * SessionInTwoCountries}.
 *
 * <p>Source: row FIELD-10 (b); ATT&CK T1539, T1550.001, T1550.004.
 */
public final class SessionInAnotherClient extends PairOfSuccesses {
    /**
     * @param window both lie less than this apart
     */
    public record Settings(@NotNull Duration window) {}

    public SessionInAnotherClient(Entry entry, Settings settings) {
        super(entry, settings.window());
        asks(ProfileKind.ACTIVITY, ProfileKind.NETWORK, ProfileKind.ASN, ProfileKind.DEVICE);
    }

    /** Nothing where the session has no other client around it: true for nearly all. */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        if (session(inserted) == null) {
            return true;
        }
        return around(inserted, view).stream()
                .noneMatch(other -> goesOn(other, inserted) || goesOn(inserted, other));
    }

    @Override
    protected @Nullable Draft examine(Observation later, View view) {
        if (session(later) == null || !isStrange(later, view)) {
            return null;
        }
        for (Severity severity : List.of(severity(), severity().atMost(Severity.MEDIUM))) {
            Observation first =
                    before(
                            later,
                            view,
                            earlier ->
                                    goesOn(earlier, later) && severity(earlier, later) == severity);
            if (first != null) {
                return draft(severity, first, later);
            }
        }
        return null;
    }

    private Draft draft(Severity severity, Observation first, Observation later) {
        return Draft.of(severity)
                .group(session(later))
                .stage("one client", first)
                .stage("another client", later)
                .value("from", first.event().origin().ip())
                .value("ip", later.event().origin().ip())
                .value("before", client(first))
                .value("after", client(later))
                .value("gap", Words.between(first, later));
    }

    /** A device that is gone says more than another browser. */
    private Severity severity(Observation first, Observation later) {
        boolean gone = first.event().device().id() != null && later.event().device().id() == null;
        return gone ? severity() : severity().atMost(Severity.MEDIUM);
    }

    private static boolean isStrange(Observation signIn, View view) {
        return view.baseline().hasLearned(ProfileKind.ACTIVITY, 1, signIn.time())
                && Attempts.isStrange(signIn, view)
                && !Attempts.hasKnownDevice(signIn, view)
                && !Attempts.isFromOwnNetwork(signIn, view)
                && !Attempts.isOfVendorsService(signIn, view);
    }

    /** Whether the session was taken along to another client and provider of the same country. */
    private static boolean goesOn(Observation first, Observation later) {
        EntraEvent one = first.event();
        EntraEvent other = later.event();
        String session = session(first);
        return session != null
                && session.equals(session(later))
                && one.origin().asn() != 0
                && other.origin().asn() != 0
                && one.origin().asn() != other.origin().asn()
                && Objects.equals(one.origin().country(), other.origin().country())
                && isAnother(one, other);
    }

    /** Another device, or one that is gone, or another browser or system of what tells both. */
    private static boolean isAnother(EntraEvent one, EntraEvent other) {
        String device = one.device().id();
        if (device != null) {
            return !device.equals(other.device().id());
        }
        String before = Habits.agent(one);
        String after = Habits.agent(other);
        return before != null && after != null && !before.equals(after);
    }

    private static String client(Observation signIn) {
        String name = device(signIn);
        String agent = Habits.agent(signIn.event());
        return name != null ? name : agent == null ? "an unknown client" : agent;
    }

    @Override
    String use(Observation signIn) {
        EntraEvent event = signIn.event();
        return session(signIn)
                + "|"
                + event.origin().asn()
                + "|"
                + event.device().id()
                + "|"
                + Habits.agent(event);
    }
}
