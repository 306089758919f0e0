package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.event.SignIn;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Habits;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
public final class SessionInAnotherClient extends EventDetection {
    private static final SignalSet SUCCESSES = SignalSet.of(Signal.SIGN_IN_SUCCESS);
    private static final int MAX_CLIENTS = 24;

    /**
     * @param window both lie less than this apart
     */
    public record Settings(@NotNull Duration window) {}

    private final Settings settings;

    public SessionInAnotherClient(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(
                ProfileKind.ACTIVITY, ProfileKind.NETWORK, ProfileKind.ASN, ProfileKind.DEVICE);
    }

    @Override
    protected SignalSet examined() {
        return SUCCESSES;
    }

    @Override
    protected SignalSet context() {
        return SUCCESSES;
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    protected Duration lookBack() {
        return settings.window();
    }

    /** The first and last of each session, network and client, in buckets within the window. */
    @Override
    public List<Need> needs() {
        return List.of(
                Need.distinct(
                        SUCCESSES,
                        Roles.ACTOR,
                        settings.window().multipliedBy(4),
                        period().plus(lookBack()),
                        SessionInAnotherClient::use,
                        MAX_CLIENTS));
    }

    /** Nothing where the session has no other client around it: true for nearly all. */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        if (session(inserted) == null) {
            return true;
        }
        long window = settings.window().toMillis();
        return view
                .observations(TimeRange.around(inserted.time(), window, window), SUCCESSES)
                .stream()
                .noneMatch(other -> goesOn(other, inserted) || goesOn(inserted, other));
    }

    @Override
    protected @Nullable Draft examine(Observation later, View view) {
        if (session(later) == null || !isStrange(later, view)) {
            return null;
        }
        for (Severity severity : List.of(severity(), severity().atMost(Severity.MEDIUM))) {
            Observation first =
                    view.latestBefore(
                            later,
                            settings.window(),
                            SUCCESSES,
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
                .value("before", client(first.event()))
                .value("after", client(later.event()))
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

    private static @Nullable String session(Observation signIn) {
        SignIn details = signIn.event().signIn();
        return details == null ? null : details.sessionId();
    }

    private static String client(EntraEvent event) {
        String name = event.device().name() == null ? event.device().id() : event.device().name();
        String agent = Habits.agent(event);
        return name != null ? name : agent == null ? "an unknown client" : agent;
    }

    private static String use(Observation signIn) {
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
