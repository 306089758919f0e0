package io.entracep.catalogue;

import io.entracep.decode.RecordMarker;
import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job decided by and when, in event time: each rulebook holds from its own time until the
 * next one's, the first also before. What happened in March is judged by March's lists, whenever it
 * is read. Immutable; never empty.
 *
 * @param revision how often it was changed: of two the greater is the newer
 * @param all in order of time
 */
public record Rulebooks(long revision, List<Since> all) implements RecordMarker.Factory {
    private static final long serialVersionUID = 1L;

    /** The time of what holds from the beginning. */
    public static final long BEGINNING = Long.MIN_VALUE;

    /** More are not kept: each costs something with each record. */
    static final int MOST = 32;

    public Rulebooks {
        // A plain list: it travels.
        all = new ArrayList<>(all);
    }

    /**
     * A rulebook and its time.
     *
     * @param time first millisecond in which it holds
     * @param rulebook what is decided by
     */
    public record Since(long time, Rulebook rulebook) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** One that holds always. */
    public static Rulebooks of(Rulebook rulebook) {
        return new Rulebooks(0, List.of(new Since(BEGINNING, rulebook)));
    }

    /**
     * What files say that nobody has read before.
     *
     * @param policies at least one; each says from when on it holds, at most one does not: it holds
     *     before all others
     */
    public static Rulebooks of(List<Policy> policies, RuleTexts rules) {
        List<Since> all =
                policies.stream()
                        .map(policy -> new Since(time(policy), new Rulebook(policy, rules)))
                        .sorted(Comparator.comparingLong(Since::time))
                        .toList();
        return new Rulebooks(0, all);
    }

    /**
     * What holds after files were read anew; this one itself where they say nothing new. A policy
     * that says from when on it holds replaces what was decided for that time; one that does not
     * say it, and rules, hold from {@code soon} on.
     *
     * @param policies that the files have now
     * @param rules of users that the files have now
     * @param soon a time that no record has yet
     */
    public Rulebooks with(List<Policy> policies, RuleTexts rules, long soon) {
        List<Since> declared = of(policies, rules).all();
        List<Since> next = new ArrayList<>(all);
        if (declared.size() == 1 && declared.get(0).time() == BEGINNING) {
            add(next, new Since(soon, declared.get(0).rulebook()));
        } else if (!holdsPolicies(declared)) {
            next.removeIf(since -> since.time() >= declared.get(0).time());
            next.addAll(declared);
        }
        Rulebook last = next.get(next.size() - 1).rulebook();
        if (!last.rules().equals(rules)) {
            add(next, new Since(soon, new Rulebook(last.policy(), rules)));
        }
        if (next.equals(all)) {
            return this;
        }
        int tooMany = Math.max(0, next.size() - MOST);
        return new Rulebooks(revision + 1, next.subList(tooMany, next.size()));
    }

    /** The rulebook that holds at the time. */
    public Rulebook at(long time) {
        return all.get(indexAt(time)).rulebook();
    }

    /** The newest. */
    public Rulebook last() {
        return all.get(all.size() - 1).rulebook();
    }

    /** The index among {@link #all} of what holds at the time. */
    int indexAt(long time) {
        int index = all.size() - 1;
        while (index > 0 && all.get(index).time() > time) {
            index--;
        }
        return index;
    }

    @Override
    public @Nullable RecordMarker create() {
        return all.size() == 1 ? last().create() : MarkerByTime.of(this);
    }

    private static long time(Policy policy) {
        Long from = policy.effectiveFrom();
        return from == null ? BEGINNING : from;
    }

    private static void add(List<Since> to, Since next) {
        Since last = to.get(to.size() - 1);
        if (!last.rulebook().equals(next.rulebook())) {
            // Two edits within the time that it takes an edit to hold are one.
            to.removeIf(since -> since.time() >= next.time());
            to.add(next);
        }
    }

    /** Whether each policy is there with its time, and nothing later. */
    private boolean holdsPolicies(List<Since> declared) {
        for (Since one : declared) {
            boolean there =
                    all.stream()
                            .anyMatch(
                                    since ->
                                            since.time() == one.time()
                                                    && since.rulebook()
                                                            .policy()
                                                            .equals(one.rulebook().policy()));
            if (!there) {
                return false;
            }
        }
        return last().policy().equals(declared.get(declared.size() - 1).rulebook().policy());
    }
}
