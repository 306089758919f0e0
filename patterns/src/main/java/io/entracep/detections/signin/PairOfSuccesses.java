package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.event.SignIn;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Two successes of one account less than a window apart, of which the second is strange beside the
 * first. One alert per account, group and day.
 */
abstract class PairOfSuccesses extends EventDetection {
    private static final SignalSet SUCCESSES = SignalSet.of(Signal.SIGN_IN_SUCCESS);

    private final Duration window;
    private final Lookup successes;

    PairOfSuccesses(Entry entry, Duration window) {
        super(entry);
        this.window = window;
        successes = before(window, success());
    }

    private Condition success() {
        return on(SUCCESSES).as(Roles.ACTOR).apart(this::use).inParts(window);
    }

    /** What tells two successes apart: the first and last of each are kept, and hide no other. */
    abstract @Nullable String use(Observation success);

    @Override
    protected final Condition examined() {
        return success();
    }

    @Override
    protected final Duration period() {
        return Duration.ofDays(1);
    }

    /** The latest success before it, within the window, that passes. */
    final @Nullable Observation before(Observation second, View view, Predicate<Observation> test) {
        return successes.latest(second, view, test);
    }

    /** Successes that may be the other of the pair, itself among them. */
    final List<Observation> around(Observation success, View view) {
        long reach = window.toMillis();
        return view.observations(TimeRange.around(success.time(), reach, reach), SUCCESSES);
    }

    /** Successes that it may be the first of, itself among them. */
    final List<Observation> after(Observation success, View view) {
        return view.observations(
                new TimeRange(success.time(), success.time() + window.toMillis()), SUCCESSES);
    }

    /** Id of the session; null where the record tells none. */
    static @Nullable String session(Observation success) {
        SignIn details = success.event().signIn();
        return details == null ? null : details.sessionId();
    }

    /** Name of the device, else its id; null where the record tells neither. */
    static @Nullable String device(Observation success) {
        String name = success.event().device().name();
        return name == null ? success.event().device().id() : name;
    }
}
