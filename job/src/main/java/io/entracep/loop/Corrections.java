package io.entracep.loop;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what was said before a crash is being corrected, and what of it was withdrawn. */
final class Corrections {

    /** A bound of memory; beyond it something is withdrawn again, which changes nothing. */
    private static final int MOST_REMEMBERED = 100_000;

    private final Set<String> withdrawn = new HashSet<>();
    private @Nullable Long since;

    /**
     * @param restoredAt processing time of the restore; null to end it
     */
    void since(@Nullable Long restoredAt) {
        since = restoredAt;
        if (restoredAt == null || withdrawn.size() > MOST_REMEMBERED) {
            withdrawn.clear();
        }
    }

    /** Processing time of the restore while corrections are made, else null. */
    @Nullable Long since() {
        return since;
    }

    boolean areMade() {
        return since != null;
    }

    /** Whether the finding is withdrawn for the first time; once is enough. */
    boolean isFirst(String findingId) {
        return withdrawn.add(findingId);
    }
}
