package io.entracep.observe;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Bounds for how many tenants a subtask keeps things: ids come from records, so that whoever writes
 * to a log can invent them. Those that the policy names are always in; of others, as many as there
 * is room for. One that was not seen for a day makes room for another.
 */
final class TenantBound {
    private static final long IDLE_MILLIS = 24L * 60 * 60 * 1_000;

    private final int most;
    private Set<String> named;
    private final Map<String, Long> lastSeen = new HashMap<>();
    private long nextLook = Long.MIN_VALUE;

    /**
     * @param most tenants, besides those named
     * @param named ids in lower case
     */
    TenantBound(int most, Set<String> named) {
        this.most = most;
        this.named = Set.copyOf(named);
    }

    /** From now on these are always in. */
    void name(Set<String> ids) {
        named = Set.copyOf(ids);
    }

    /**
     * Whether the tenant is in.
     *
     * @param now milliseconds since the epoch
     */
    boolean admits(String tenantId, long now) {
        if (lastSeen.replace(tenantId, now) != null || named.contains(tenantId)) {
            return true;
        }
        if (lastSeen.size() >= most && now >= nextLook) {
            nextLook = now + IDLE_MILLIS / 24;
            dropIdle(now);
        }
        if (lastSeen.size() >= most) {
            return false;
        }
        lastSeen.put(tenantId, now);
        return true;
    }

    private void dropIdle(long now) {
        Iterator<Long> times = lastSeen.values().iterator();
        while (times.hasNext()) {
            if (times.next() + IDLE_MILLIS <= now) {
                times.remove();
            }
        }
    }
}
