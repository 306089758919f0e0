package io.entracep.decode;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tenant that a record belongs to. */
final class Tenants {

    static final String UNKNOWN = "unknown";

    private static final String PATH = "/tenants/";

    private Tenants() {}

    static String of(RawRecord record) {
        // In Log Analytics the column TenantId is the workspace.
        boolean isRow = record.outer.get(Field.TIME_GENERATED) != null;
        String tenant = Values.id(record.outer.get(Field.AAD_TENANT));
        if (tenant == null && !isRow) {
            tenant = Values.id(record.get(Field.TENANT));
        }
        if (tenant == null) {
            tenant = inPath(record.envelope(Field.RESOURCE_ID));
        }
        if (tenant == null) {
            tenant = Values.id(record.get(Field.CLAIM_TENANT));
        }
        if (tenant == null) {
            tenant = Values.id(record.get(Field.RESOURCE_TENANT));
        }
        if (tenant == null) {
            tenant = Values.id(record.get(Field.HOME_TENANT));
        }
        if (tenant == null) {
            tenant = Values.id(record.get(Field.TENANT));
        }
        return tenant == null ? UNKNOWN : tenant;
    }

    private static @Nullable String inPath(@Nullable String resourceId) {
        if (resourceId == null || !resourceId.regionMatches(true, 0, PATH, 0, PATH.length())) {
            return null;
        }
        int end = resourceId.indexOf('/', PATH.length());
        return Values.id(
                resourceId
                        .substring(PATH.length(), end < 0 ? resourceId.length() : end)
                        .toLowerCase(Locale.ROOT));
    }
}
