package io.entracep.decode;

import io.entracep.event.Category;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The identity of an event, by which its deliveries are recognised: the record's own id; for risk
 * records with the state that they report; for Azure Activity, which has none, what tells its
 * records apart. In lower case: what reads and writes them spells them in either.
 */
final class EventIds {

    private EventIds() {}

    /** Null where the record has nothing that identifies it. */
    static @Nullable String of(RawRecord record, Category category, String operation) {
        return switch (category) {
            case AZURE_ACTIVITY -> azureActivity(record, operation);
            // What a key vault calls the id is that of the secret.
            case DOMAIN_SERVICES, GRAPH_ACTIVITY, KEY_VAULT -> null;
            case USER_RISK_EVENT, SERVICE_PRINCIPAL_RISK_EVENT -> risk(record, Field.LAST_UPDATED);
            case RISKY_USER, RISKY_SERVICE_PRINCIPAL -> risk(record, Field.RISK_LAST_UPDATED);
            case SIGN_IN,
                    NON_INTERACTIVE_SIGN_IN,
                    SERVICE_PRINCIPAL_SIGN_IN,
                    MANAGED_IDENTITY_SIGN_IN,
                    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN,
                    ADFS_SIGN_IN,
                    AUDIT,
                    PROVISIONING,
                    OTHER,
                    FINDING ->
                    own(record);
        };
    }

    private static @Nullable String own(RawRecord record) {
        return Values.id(record.get(Field.ID));
    }

    private static @Nullable String risk(RawRecord record, Field updatedField) {
        String id = own(record);
        long updated = record.time(updatedField);
        return id == null
                ? null
                : String.join(
                        "|",
                        id,
                        text(Values.lower(record.get(Field.RISK_STATE))),
                        text(Values.lower(record.get(Field.RISK_LEVEL))),
                        updated == Times.NONE ? "" : Long.toString(updated));
    }

    private static @Nullable String azureActivity(RawRecord record, String operation) {
        String correlationId = Values.lower(record.get(Field.CORRELATION_ID));
        return correlationId == null
                ? null
                : String.join(
                        "|",
                        correlationId,
                        operation.toLowerCase(Locale.ROOT),
                        result(text(Values.lower(AzureActivityParts.result(record)))),
                        text(Values.lower(record.outer.get(Field.RESOURCE_ID))));
    }

    /** The words of the logs for those of the REST API. */
    private static String result(String word) {
        return switch (word) {
            case "succeeded" -> "success";
            case "failed" -> "failure";
            case "started" -> "start";
            case "accepted" -> "accept";
            default -> word;
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
