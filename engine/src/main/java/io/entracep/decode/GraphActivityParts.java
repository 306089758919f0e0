package io.entracep.decode;

import io.entracep.event.Audit;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What MicrosoftGraphActivityLogs and the log of the older directory graph tell: one call, its
 * parts in the details ({@code requestMethod}, {@code requestUri}, {@code responseStatusCode},
 * {@code appId} and so on).
 */
final class GraphActivityParts {

    private GraphActivityParts() {}

    static Outcome outcome(RawRecord record) {
        String status = record.present(Field.RESPONSE_STATUS);
        int code =
                Numbers.parseInt(
                        status != null ? status : record.present(Field.RESULT_SIGNATURE), 0);
        if (code < 100) {
            return Outcome.UNKNOWN;
        }
        return code < 400 ? Outcome.SUCCESS : Outcome.FAILURE;
    }

    /** The user of a delegated token, else the workload; null where neither is named. */
    static @Nullable Party actor(RawRecord record) {
        String principalId = Values.id(record.get(Field.SERVICE_PRINCIPAL_ID));
        String userId = Values.id(record.get(Field.USER_ID));
        boolean isApp = "app".equalsIgnoreCase(record.get(Field.TOKEN_KIND));
        if (principalId != null && (isApp || userId == null)) {
            return new Party("ServicePrincipal", principalId, null);
        }
        return userId == null ? null : new Party("User", userId, null);
    }

    static Audit audit(RawRecord record) {
        record.detail("requestMethod", record.get(Field.REQUEST_METHOD));
        record.detail("requestUri", record.get(Field.REQUEST_URI));
        record.detail("responseStatusCode", record.get(Field.RESPONSE_STATUS));
        record.detail("appId", Values.id(record.get(Field.APP_ID)));
        record.detail("clientAuthMethod", record.get(Field.CLIENT_AUTH_METHOD));
        record.detail("scopes", record.get(Field.SCOPES));
        record.detail("roles", record.get(Field.ROLES));
        record.detail("signInActivityId", record.get(Field.SIGN_IN_ACTIVITY_ID));
        record.detail("sessionId", sessionId(record));
        record.detail("deviceId", Values.id(record.get(Field.TOKEN_DEVICE_ID)));
        record.detail("requestId", record.get(Field.REQUEST_ID));
        return new Audit(null, null, null, null, null, List.of(), List.of(), record.details);
    }

    private static @Nullable String sessionId(RawRecord record) {
        return Values.first(record.get(Field.TOKEN_SESSION_ID), record.get(Field.SESSION_ID));
    }
}
