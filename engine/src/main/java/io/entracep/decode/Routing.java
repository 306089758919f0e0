package io.entracep.decode;

import io.entracep.event.Category;
import org.jspecify.annotations.Nullable;

/**
 * Which log a record belongs to: by its category, else by its Log Analytics table, else by the
 * fields that only one kind of Graph object has.
 */
final class Routing {

    private Routing() {}

    /** Null where nothing tells one. */
    static @Nullable Category category(RawRecord record) {
        Category category = named(record);
        // A Graph object has a category too, that of the activity, and no properties around it.
        if (category == null) {
            category = record.hasProperties() ? byOwnFields(record) : byFields(record);
        }
        return category == null && record.envelope(Field.CATEGORY) != null
                ? Category.OTHER
                : category;
    }

    /** The log that the record names as its own; null where it names none that is known. */
    static @Nullable Category named(RawRecord record) {
        String operation = record.envelope(Field.OPERATION);
        Category category =
                Categories.of(
                        record.envelope(Field.CATEGORY),
                        operation,
                        record.envelope(Field.RESOURCE_ID));
        return category != null
                ? category
                : Categories.of(record.envelope(Field.TABLE), operation, null);
    }

    /** The name as logged where it names the log, else the log's own. */
    static String categoryName(RawRecord record, Category category) {
        String logged = record.envelope(Field.CATEGORY);
        if (logged == null || (category == Category.AUDIT && !isLog(logged))) {
            return category.logName();
        }
        return logged;
    }

    private static boolean isLog(String logged) {
        return Categories.of(logged, null, null) != null;
    }

    /**
     * For an envelope whose category somebody renamed or took away: only what no other log has
     * together.
     */
    private static @Nullable Category byOwnFields(RawRecord record) {
        if (has(record, Field.ACTIVITY) && has(record, Field.ACTIVITY_TIME)) {
            return Category.AUDIT;
        }
        boolean signIn =
                has(record, Field.CREATED_TIME)
                        && has(record, Field.APP_ID)
                        && has(record, Field.ERROR_CODE)
                        && has(record, Field.ID);
        return signIn ? signIn(record, isWorkload(record)) : null;
    }

    private static @Nullable Category byFields(RawRecord record) {
        if (has(record, Field.ACTIVITY) || (has(record, Field.OPERATION) && isInitiated(record))) {
            return Category.AUDIT;
        }
        boolean workload = isWorkload(record);
        if (has(record, Field.RISK_EVENT_TYPE)) {
            return workload ? Category.SERVICE_PRINCIPAL_RISK_EVENT : Category.USER_RISK_EVENT;
        }
        if (has(record, Field.RISK_LAST_UPDATED)) {
            return has(record, Field.USER_NAME) || !has(record, Field.APP_ID)
                    ? Category.RISKY_USER
                    : Category.RISKY_SERVICE_PRINCIPAL;
        }
        boolean signIn =
                has(record, Field.APP_ID)
                        && (has(record, Field.ERROR_CODE)
                                || (has(record, Field.CREATED_TIME)
                                        && (has(record, Field.IP)
                                                || has(record, Field.RESOURCE_NAME))));
        // A row of which a query left only these columns.
        boolean row =
                has(record, Field.RESULT_TYPE)
                        && has(record, Field.IP)
                        && (workload || has(record, Field.USER_NAME));
        return signIn || row ? signIn(record, workload) : others(record);
    }

    private static @Nullable Category others(RawRecord record) {
        if (has(record, Field.PROVISIONING_ACTION) && has(record, Field.JOB_ID)) {
            return Category.PROVISIONING;
        }
        return has(record, Field.REQUEST_URI) && has(record, Field.REQUEST_METHOD)
                ? Category.GRAPH_ACTIVITY
                : null;
    }

    /** It says who began it or to whom it was done, as only the audit log does. */
    private static boolean isInitiated(RawRecord record) {
        return !record.targets.isEmpty()
                || has(record, Field.INITIATOR_USER_ID)
                || has(record, Field.INITIATOR_USER_NAME)
                || has(record, Field.INITIATOR_APP_PRINCIPAL)
                || has(record, Field.INITIATOR_APP_NAME);
    }

    private static boolean isWorkload(RawRecord record) {
        return has(record, Field.SERVICE_PRINCIPAL_ID) && !has(record, Field.USER_ID);
    }

    private static Category signIn(RawRecord record, boolean workload) {
        String types = Values.lower(record.get(Field.SIGN_IN_EVENT_TYPES));
        if (types != null && types.contains("managedidentity")) {
            return Category.MANAGED_IDENTITY_SIGN_IN;
        }
        if (workload || (types != null && types.contains("serviceprincipal"))) {
            return Category.SERVICE_PRINCIPAL_SIGN_IN;
        }
        boolean silent =
                types != null
                        ? types.contains("noninteractiveuser")
                        : "false".equalsIgnoreCase(record.get(Field.IS_INTERACTIVE));
        return silent ? Category.NON_INTERACTIVE_SIGN_IN : Category.SIGN_IN;
    }

    private static boolean has(RawRecord record, Field field) {
        return record.present(field) != null;
    }
}
