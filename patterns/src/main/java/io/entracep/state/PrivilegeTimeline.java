package io.entracep.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How an account's privileges changed, learned from the stream. Asked as of a time; a late change
 * is an insert like any other. Keeps the last {@value #MAX_CHANGES} changes.
 *
 * @param changes by time, then kind, then event id
 */
public record PrivilegeTimeline(List<PrivilegeChange> changes) {

    /** No change known. */
    public static final PrivilegeTimeline EMPTY = new PrivilegeTimeline(List.of());

    /** The bound: the last ones count. */
    public static final int MAX_CHANGES = 128;

    private static final Comparator<PrivilegeChange> ORDER =
            Comparator.comparingLong(PrivilegeChange::time)
                    .thenComparingInt(PrivilegeChange::kind)
                    .thenComparing(PrivilegeChange::eventId);

    public PrivilegeTimeline {
        changes = List.copyOf(changes);
    }

    /** This timeline with the change; the same instance when nothing changed. */
    public PrivilegeTimeline with(PrivilegeChange change) {
        if (changes.contains(change)) {
            return this;
        }
        List<PrivilegeChange> next = new ArrayList<>(changes);
        next.removeIf(known -> known.eventId().equals(change.eventId()));
        next.add(change);
        next.sort(ORDER);
        if (next.size() > MAX_CHANGES) {
            next.remove(0);
        }
        return next.equals(changes) ? this : new PrivilegeTimeline(next);
    }

    /**
     * Whether any change was about a role that the predicate accepts, whenever and whatever.
     *
     * @param accepted given role key and role name
     */
    public boolean everHad(BiPredicate<String, String> accepted) {
        return changes.stream()
                .anyMatch(change -> accepted.test(change.roleKey(), change.roleName()));
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
        Map<String, PrivilegeChange> assigned = new HashMap<>();
        Map<String, PrivilegeChange> eligible = new HashMap<>();
        for (PrivilegeChange change : changes) {
            if (change.time() > asOf) {
                break;
            }
            switch (change.kind()) {
                case PrivilegeChange.ASSIGNED -> assigned.put(change.roleKey(), change);
                case PrivilegeChange.UNASSIGNED -> assigned.remove(change.roleKey());
                case PrivilegeChange.ELIGIBLE, PrivilegeChange.ACTIVATED ->
                        eligible.putIfAbsent(change.roleKey(), change);
                case PrivilegeChange.INELIGIBLE -> eligible.remove(change.roleKey());
                default -> {
                    // The end of an activation leaves the eligibility.
                }
            }
        }
        for (PrivilegeChange change : changes) {
            boolean held =
                    change.equals(assigned.get(change.roleKey()))
                            || change.equals(eligible.get(change.roleKey()));
            if (held && accepted.test(change.roleKey(), change.roleName())) {
                return change;
            }
        }
        return null;
    }
}
