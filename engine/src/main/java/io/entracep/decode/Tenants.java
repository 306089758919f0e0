package io.entracep.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tenant that a record belongs to. */
final class Tenants {

    static final String UNKNOWN = "unknown";

    private static final String PATH = "/tenants/";

    private static final int ID_LENGTH = 36;

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
        if (tenant == null) {
            tenant = record.tenant;
        }
        return tenant == null ? UNKNOWN : tenant;
    }

    /**
     * The tenant that an object names beside what it holds; null where it names none. In rows of
     * Log Analytics it is the workspace.
     */
    static @Nullable String beside(JsonParser members) throws IOException {
        String tenant = null;
        String name;
        while ((name = members.nextFieldName()) != null) {
            JsonToken token = members.nextToken();
            String key = name.toLowerCase(Locale.ROOT).replace("_", "");
            if (key.equals("timegenerated")) {
                return null;
            }
            if (token == JsonToken.VALUE_STRING && key.endsWith("tenantid")) {
                String id = Values.id(members.getText());
                tenant = id != null && id.length() == ID_LENGTH ? id : tenant;
            }
            members.skipChildren();
        }
        return tenant;
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
