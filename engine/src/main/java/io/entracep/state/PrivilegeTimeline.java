package io.entracep.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which privileges a principal has, learned from the stream: of each role and group the last
 * {@value #KEPT} changes of who holds it, and of who may activate it. Asked as of a time; a late
 * change is an insert like any other.
 *
 * <p>What is kept is a function of all changes, and nothing that is not a privilege pushes one out:
 * roles and groups are kept by importance, then by hash. Before the oldest of {@value #KEPT}
 * changes a role counts as held, since what came earlier is not known.
 *
 * @param changes by time, then kind, then event id
 */
public record PrivilegeTimeline(List<PrivilegeChange> changes) {

    /** No change known. */
    public static final PrivilegeTimeline EMPTY = new PrivilegeTimeline(List.of());

    /** How many changes of one role or group are kept, of holding it and of being eligible each. */
    public static final int KEPT = 8;

    /** How many privileged roles and groups are kept. */
    public static final int MAX_IMPORTANT = 128;

    /** How many others: a policy may come to count them. */
    public static final int MAX_OTHERS = 16;

    private static final Comparator<PrivilegeChange> ORDER =
            Comparator.comparingLong(PrivilegeChange::time)
                    .thenComparingInt(PrivilegeChange::kind)
                    .thenComparing(PrivilegeChange::eventId);

    public PrivilegeTimeline {
        changes = List.copyOf(changes);
    }

    /**
     * This timeline with the change; the same instance when nothing changed.
     *
     * @param importance of a role or group by key and name: 0 for one that is no privilege, the
     *     greatest are kept first
     */
    public PrivilegeTimeline with(
            PrivilegeChange change, ToIntBiFunction<String, String> importance) {
        List<PrivilegeChange> next = new ArrayList<>(changes.size() + 1);
        for (PrivilegeChange known : changes) {
            if (!known.eventId().equals(change.eventId())) {
                next.add(known);
            } else if (!change.supersedes(known)) {
                return this;
            }
        }
        next.add(change);
        next.sort(ORDER);
        keepLast(next, change);
        keepImportant(next, importance);
        return next.equals(changes) ? this : new PrivilegeTimeline(next);
    }

    /**
     * Of which times the answer may be another one than that of the timeline before. What fills the
     * places of a role, or pushes something out, changes also what was held earlier.
     */
    TimeRange changedFrom(PrivilegeTimeline before, PrivilegeChange added) {
        long kept =
                changes.stream()
                        .filter(change -> change.roleKey().equals(added.roleKey()))
                        .filter(change -> change.isAboutHolding() == added.isAboutHolding())
                        .count();
        return kept >= KEPT || changes.size() <= before.changes.size()
                ? TimeRange.ALWAYS
                : TimeRange.since(added.time());
    }

    /**
     * A role held (active, or eligible for) at the time that the predicate accepts.
     *
     * @param accepted given role key and role name
     * @return the change that gave it, null where no such role was held
     */
    public @Nullable PrivilegeChange held(long asOf, BiPredicate<String, String> accepted) {
        if (changes.isEmpty()) {
            return null;
        }
        Map<String, Standing> standings = new HashMap<>();
        for (PrivilegeChange change : changes) {
            standings
                    .computeIfAbsent(
                            change.roleKey() + change.isAboutHolding(), key -> new Standing())
                    .add(change, asOf);
        }
        PrivilegeChange first = null;
        for (Standing standing : standings.values()) {
            PrivilegeChange held = standing.held();
            if (held != null
                    && accepted.test(held.roleKey(), held.roleName())
                    && (first == null || ORDER.compare(held, first) < 0)) {
                first = held;
            }
        }
        return first;
    }

    private static void keepLast(List<PrivilegeChange> changes, PrivilegeChange added) {
        int count = 0;
        for (int i = changes.size() - 1; i >= 0; i--) {
            PrivilegeChange change = changes.get(i);
            if (change.roleKey().equals(added.roleKey())
                    && change.isAboutHolding() == added.isAboutHolding()
                    && ++count > KEPT) {
                changes.remove(i);
            }
        }
    }

    private static void keepImportant(
            List<PrivilegeChange> changes, ToIntBiFunction<String, String> importance) {
        if (changes.size() <= MAX_OTHERS) {
            return;
        }
        Map<String, Integer> rank = new HashMap<>();
        for (PrivilegeChange change : changes) {
            rank.merge(
                    change.roleKey(),
                    importance.applyAsInt(change.roleKey(), change.roleName()),
                    Math::max);
        }
        List<String> keys = new ArrayList<>(rank.keySet());
        keys.sort(
                Comparator.<String>comparingInt(key -> -rank.getOrDefault(key, 0))
                        .thenComparingLong(StableHash::seeded)
                        .thenComparing(Comparator.naturalOrder()));
        Set<String> dropped = new HashSet<>();
        int important = 0;
        int others = 0;
        for (String key : keys) {
            boolean fits =
                    rank.getOrDefault(key, 0) > 0
                            ? ++important <= MAX_IMPORTANT
                            : ++others <= MAX_OTHERS;
            if (!fits) {
                dropped.add(key);
            }
        }
        changes.removeIf(change -> dropped.contains(change.roleKey()));
    }

    /** Of one role, holding it or being eligible for it. */
    private static final class Standing {
        private int count;
        private @Nullable PrivilegeChange oldest;
        private @Nullable PrivilegeChange given;
        private boolean known;

        /** Takes the next, in order. */
        void add(PrivilegeChange change, long asOf) {
            count++;
            if (oldest == null) {
                oldest = change;
            }
            if (change.time() > asOf) {
                return;
            }
            known = true;
            if (!change.gives()) {
                given = null;
            } else if (given == null || change.isAboutHolding()) {
                given = change;
            }
        }

        @Nullable PrivilegeChange held() {
            return !known && count >= KEPT ? oldest : given;
        }
    }
}
