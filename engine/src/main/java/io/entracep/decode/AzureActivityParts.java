package io.entracep.decode;

import io.entracep.event.Audit;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import org.jspecify.annotations.Nullable;

/**
 * What the Azure Activity log tells. Details have {@code principalId}, {@code roleDefinitionId}
 * (last segment) and {@code scope} of a role assignment, from the body of the request or response.
 */
final class AzureActivityParts {

    private AzureActivityParts() {}

    /** Success and failure; started and accepted operations do not say how they ended. */
    static Outcome outcome(RawRecord record) {
        Outcome outcome = Outcomes.ofText(result(record));
        String signature = record.present(Field.RESULT_SIGNATURE);
        return outcome == Outcome.UNKNOWN
                        && signature != null
                        && Steps.startsWith(signature, "Succeeded")
                ? Outcome.SUCCESS
                : outcome;
    }

    /** How far the operation is, or how it ended: the REST API calls it {@code status}. */
    static @Nullable String result(RawRecord record) {
        return Values.first(record.get(Field.RESULT_TYPE), record.get(Field.STATUS));
    }

    /**
     * The bearer of the token, or whom privileged identity management names as the caller; null
     * where the record says neither.
     */
    static @Nullable Party actor(RawRecord record) {
        String id = Values.id(record.get(Field.CLAIM_OBJECT_ID));
        if (id == null) {
            id = Values.id(record.details.get("ObjectID"));
        }
        String name = personName(record, id);
        if (name == null) {
            name = Values.userPrincipalName(record.details.get("UPN"), id);
        }
        String caller = Values.lower(record.get(Field.CALLER));
        if (name == null && caller != null && caller.indexOf('@') > 0) {
            name = caller;
        }
        if (id == null && caller != null && caller.indexOf('@') < 0) {
            id = Values.id(caller);
        }
        if (name != null || "user".equalsIgnoreCase(record.get(Field.CLAIM_KIND))) {
            return new Party("User", id, name);
        }
        String appId = Values.id(record.get(Field.CLAIM_APP_ID));
        if (id != null) {
            return new Party("ServicePrincipal", id, id.equals(appId) ? null : appId);
        }
        return appId == null ? null : new Party("Application", appId, null);
    }

    static Audit audit(RawRecord record) {
        String scope = record.present(Field.SCOPE);
        record.detail("principalId", Values.id(record.get(Field.PRINCIPAL_ID)));
        record.detail("roleDefinitionId", Values.lastSegment(record.get(Field.ROLE_DEFINITION_ID)));
        record.detail("scope", scope != null ? scope : record.present(Field.AUTHORIZATION_SCOPE));
        record.detail("action", record.present(Field.AUTHORIZATION_ACTION));
        record.detail("principalType", record.present(Field.PRINCIPAL_TYPE));
        record.detail("requestType", record.present(Field.REQUEST_TYPE));
        record.detail("resourceId", record.envelope(Field.RESOURCE_ID));
        record.detail("resultType", result(record));
        record.detail("appId", Values.id(record.get(Field.CLAIM_APP_ID)));
        record.detail("EventName", record.get(Field.EVENT_NAME));
        record.detail("SubjectId", Values.id(record.get(Field.SUBJECT_ID)));
        record.detail("SubjectName", record.get(Field.SUBJECT_NAME));
        record.detail("Justification", record.get(Field.JUSTIFICATION));
        record.detail("ActionType", record.get(Field.ACTION_TYPE));
        record.detail("RoleDefinitionOriginId", record.get(Field.ROLE_DEFINITION_ORIGIN_ID));
        record.detail("RoleAssignmentRequestId", record.get(Field.ROLE_ASSIGNMENT_REQUEST_ID));
        record.detail("message", record.get(Field.MESSAGE));
        record.detail("requestBody", record.get(Field.REQUEST_BODY));
        return new Audit(
                null,
                null,
                Values.reason(record.get(Field.RESULT_DESCRIPTION)),
                null,
                role(record),
                record.targets,
                record.changes,
                record.details);
    }

    /** The role of an activation. */
    private static @Nullable RoleReference role(RawRecord record) {
        String name = record.present(Field.ROLE_DEFINITION_NAME);
        return name == null
                ? null
                : new RoleReference(
                        Values.lastSegment(record.get(Field.ROLE_DEFINITION_ORIGIN_ID)), name);
    }

    private static @Nullable String personName(RawRecord record, @Nullable String id) {
        String name = Values.userPrincipalName(record.get(Field.CLAIM_UPN), id);
        if (name == null) {
            name = Values.userPrincipalName(record.get(Field.CLAIM_NAME), id);
        }
        return name != null ? name : Values.lower(record.get(Field.CLAIM_EMAIL));
    }
}
