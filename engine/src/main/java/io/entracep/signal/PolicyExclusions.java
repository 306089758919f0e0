package io.entracep.signal;

import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.EntraEvent;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a Conditional Access policy says of single accounts and of the policy itself.
 * The record has the whole policy before and after as one text, which may be cut; so it is searched
 * and not parsed.
 *
 * @param added object ids of accounts that the policy no longer holds for
 * @param removed object ids of accounts that it holds for again
 * @param switchedOff whether it was on and no longer is
 */
public record PolicyExclusions(Set<String> added, Set<String> removed, boolean switchedOff) {
    private static final String POLICY = "ConditionalAccessPolicy";
    private static final PolicyExclusions NONE = new PolicyExclusions(Set.of(), Set.of(), false);
    private static final Pattern EXCLUDED =
            Pattern.compile("\"excludeUsers\"\\s*:\\s*\\[([^\\]]*)\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern STATE =
            Pattern.compile("\"state\"\\s*:\\s*\"([a-z]+)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** More accounts than this are not looked at one by one. */
    private static final int MOST = 64;

    public PolicyExclusions {
        added = Set.copyOf(added);
        removed = Set.copyOf(removed);
    }

    /** What the event says; nothing where it changes no such policy. */
    public static PolicyExclusions of(EntraEvent event) {
        Audit audit = event.audit();
        Change change = audit == null ? null : audit.change(POLICY);
        if (change == null) {
            return NONE;
        }
        Set<String> before = excluded(change.oldValue());
        Set<String> after = excluded(change.newValue());
        return new PolicyExclusions(
                without(after, before),
                without(before, after),
                "enabled".equals(state(change.oldValue()))
                        && !"enabled".equals(state(change.newValue())));
    }

    private static Set<String> without(Set<String> ids, Set<String> others) {
        Set<String> rest = new TreeSet<>(ids);
        rest.removeAll(others);
        return rest;
    }

    private static Set<String> excluded(@Nullable String policy) {
        Set<String> ids = new TreeSet<>();
        Matcher users = EXCLUDED.matcher(policy == null ? "" : policy);
        if (users.find()) {
            Matcher id = ID.matcher(users.group(1));
            while (id.find() && ids.size() < MOST) {
                ids.add(id.group().toLowerCase(Locale.ROOT));
            }
        }
        return ids;
    }

    private static @Nullable String state(@Nullable String policy) {
        Matcher state = STATE.matcher(policy == null ? "" : policy);
        return state.find() ? state.group(1).toLowerCase(Locale.ROOT) : null;
    }
}
