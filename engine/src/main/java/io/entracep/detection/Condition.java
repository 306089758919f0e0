package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.io.Serializable;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

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

    private Condition(SignalSet signals, int roles, Set<String> findingsOf, Test test) {
        this.signals = signals;
        this.roles = roles;
        this.findingsOf = findingsOf;
        this.test = test;
    }

    /** A test of one observation. */
    public interface Test extends Predicate<Observation>, Serializable {}

    /** Any of the signals. */
    public static Condition on(Signal... any) {
        return on(SignalSet.of(any));
    }

    /** Any of the signals. */
    public static Condition on(SignalSet any) {
        return new Condition(any, ANY_ROLE, Set.of(), observation -> true);
    }

    /**
     * A finding of another detection: a chain's, or each moment at which a count was reached.
     *
     * @param anyOf ids of detections
     */
    public static Condition onFindingOf(String... anyOf) {
        return new Condition(
                SignalSet.of(Signal.FINDING), ANY_ROLE, Set.of(anyOf), observation -> true);
    }

    /** And the entity plays any of these parts. */
    public Condition as(int anyOfRoles) {
        return new Condition(signals, anyOfRoles, findingsOf, test);
    }

    /** And the test holds. */
    public Condition and(Test also) {
        Test before = test;
        return new Condition(
                signals,
                roles,
                findingsOf,
                observation -> before.test(observation) && also.test(observation));
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
