package io.entracep.signal;

import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of totals, and which events they count. */
public final class Metrics {
    /** Sign-ins of people that failed for good ({@link Signal#SIGN_IN_COUNTED_FAILURE}). */
    public static final String SIGN_IN_FAILURES = "sign-in-failures";

    /** The same of one application. */
    public static final String APPLICATION_SIGN_IN_FAILURES = "application-sign-in-failures";

    private static final Map<Category, String> LOGS = new EnumMap<>(Category.class);

    static {
        for (Category category : Category.values()) {
            if (category != Category.OTHER && category != Category.FINDING) {
                LOGS.put(category, "log:" + category.logName());
            }
        }
    }

    private Metrics() {}

    /** The logs whose presence is kept: all that are known by name. */
    public static List<Category> logs() {
        return List.copyOf(LOGS.keySet());
    }

    /**
     * The total that tells in which quarters of an hour the log had events; null where that is not
     * kept.
     */
    public static @Nullable String log(Category category) {
        return LOGS.get(category);
    }

    /** The totals that count the event, and of whom. Events of doubtful time count in none. */
    public static Map<String, Entity> of(EntraEvent event, SignalSet signals) {
        if (!signals.has(Signal.SIGN_IN_COUNTED_FAILURE) || event.timeSuspect()) {
            return Map.of();
        }
        String tenant = event.tenantId();
        Entity all = new Entity(EntityType.TENANT, tenant, tenant);
        String app = event.signIn() == null ? null : event.signIn().appId();
        return app == null
                ? Map.of(SIGN_IN_FAILURES, all)
                : Map.of(
                        SIGN_IN_FAILURES,
                        all,
                        APPLICATION_SIGN_IN_FAILURES,
                        new Entity(EntityType.APPLICATION, tenant, app));
    }
}
