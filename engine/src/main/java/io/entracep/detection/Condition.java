package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.jspecify.annotations.Nullable;

/**
 * The condition of one stage: signals, the part that the entity plays, and a test of the one
 * observation. It never looks at another stage. Immutable.
 *
 * <pre>{@code
 * Pattern.<Observation>begin("created").where(on(USER_CREATED).as(Roles.TARGET))
 *     .followedBy("deleted").where(on(USER_DELETED).as(Roles.TARGET))
 *     .within(Duration.ofDays(7));
 * }</pre>
 */
public final class Condition extends SimpleCondition<Observation> {
    private static final long serialVersionUID = 1L;
    private static final int ANY_ROLE = -1;

    private final transient SignalSet signals;
    private final int roles;
    private final Set<String> findingsOf;
    private final transient Test test;
    private final transient Keeping keeping;

    private Condition(
            SignalSet signals, int roles, Set<String> findingsOf, Test test, Keeping keeping) {
        this.signals = signals;
        this.roles = roles;
        this.findingsOf = findingsOf;
        this.test = test;
        this.keeping = keeping;
    }

    /** A test of one observation. */
    public interface Test extends Predicate<Observation>, Serializable {}

    /** Any of the signals. */
    public static Condition on(Signal... any) {
        return on(SignalSet.of(any));
    }

    /** Any of the signals. */
    public static Condition on(SignalSet any) {
        return new Condition(any, ANY_ROLE, Set.of(), observation -> true, Keeping.FEW);
    }

    /**
     * A finding of another detection: a chain's, or each moment at which a count was reached.
     *
     * @param anyOf ids of detections
     */
    public static Condition onFindingOf(String... anyOf) {
        return new Condition(
                SignalSet.of(Signal.FINDING),
                ANY_ROLE,
                Set.of(anyOf),
                observation -> true,
                Keeping.FEW);
    }

    /** And the entity plays any of these parts. */
    public Condition as(int anyOfRoles) {
        return new Condition(signals, anyOfRoles, findingsOf, test, keeping);
    }

    /** And the test holds. */
    public Condition and(Test also) {
        Test before = test;
        return new Condition(
                signals,
                roles,
                findingsOf,
                observation -> before.test(observation) && also.test(observation),
                keeping);
    }

    /**
     * And those that differ by this value must not hide each other: of each value the journal keeps
     * the first and the last of an hour. Without it the journal keeps the first and last four of an
     * hour. Said again, it holds for each of the values by itself.
     */
    public Condition apart(Function<Observation, @Nullable String> value) {
        return keeping(keeping.apart(value));
    }

    /** The same, beside the first and last four of an hour. */
    public Condition alsoApart(Function<Observation, @Nullable String> value) {
        return keeping(keeping.alsoApart(value));
    }

    /** And none must hide another. */
    public Condition each() {
        return keeping(keeping.each());
    }

    /** And of parts not longer than this the journal keeps what else it keeps of an hour. */
    public Condition inParts(Duration longest) {
        return within(longest.multipliedBy(4));
    }

    /** The same, of quarters of the window. */
    Condition within(Duration window) {
        return keeping(keeping.within(window));
    }

    /** Whether both are alike in what sets observations apart; false where nothing does. */
    boolean isAlike(Observation one, Observation other) {
        return keeping.isAlike(one, other);
    }

    /** What the journal keeps, so that each can be found this long after its time. */
    List<Need> needs(Duration reach) {
        return keeping.needs(signals, roles, reach);
    }

    private Condition keeping(Keeping other) {
        return new Condition(signals, roles, findingsOf, test, other);
    }

    /** What to look for in the journal. */
    public SignalSet signals() {
        return signals;
    }

    /** Detections whose findings it accepts, empty where it accepts records. */
    public Set<String> findingsOf() {
        return findingsOf;
    }

    /** The parts of which the entity plays one. */
    public int roles() {
        return roles;
    }

    @Override
    public boolean filter(Observation observation) {
        return observation.signals().intersects(signals)
                && observation.plays(roles)
                && (findingsOf.isEmpty() || findingsOf.stream().anyMatch(observation::isFindingOf))
                && test.test(observation);
    }
}
