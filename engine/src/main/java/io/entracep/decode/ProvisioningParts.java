package io.entracep.decode;

import io.entracep.event.Audit;
import io.entracep.event.Party;
import org.jspecify.annotations.Nullable;

/**
 * What ProvisioningLogs tells: the targets are the identity in the source and in the other system.
 */
final class ProvisioningParts {

    private ProvisioningParts() {}

    static @Nullable Party actor(RawRecord record) {
        String id = Values.id(record.get(Field.INITIATOR_ID));
        String name = record.present(Field.INITIATOR_NAME);
        if (id == null && name == null) {
            return null;
        }
        return new Party(id == null ? "App" : record.present(Field.INITIATOR_KIND), id, name);
    }

    static Audit audit(RawRecord record) {
        String sourceId = Values.id(record.get(Field.SOURCE_ID));
        String sourceUser = Values.userPrincipalName(record.get(Field.SOURCE_USER_NAME), sourceId);
        addTarget(
                record,
                record.present(Field.SOURCE_KIND),
                sourceId,
                sourceUser != null ? sourceUser : record.present(Field.SOURCE_NAME));
        addTarget(
                record,
                record.present(Field.TARGET_KIND),
                Values.id(record.get(Field.TARGET_ID)),
                record.present(Field.TARGET_NAME));
        record.detail("action", record.get(Field.ACTION));
        record.detail("provisioningAction", record.get(Field.PROVISIONING_ACTION));
        record.detail("status", record.get(Field.STATUS));
        record.detail("servicePrincipalId", Values.id(record.get(Field.SERVICE_PRINCIPAL_ID)));
        record.detail("servicePrincipalName", record.get(Field.SERVICE_PRINCIPAL_NAME));
        record.detail("jobId", record.get(Field.JOB_ID));
        record.detail("changeId", record.get(Field.CHANGE_ID));
        return new Audit(
                null,
                record.present(Field.ACTION),
                Values.reason(record.get(Field.RESULT_DESCRIPTION)),
                record.present(Field.INITIATOR_NAME),
                null,
                record.targets,
                record.changes,
                record.details);
    }

    private static void addTarget(
            RawRecord record, @Nullable String kind, @Nullable String id, @Nullable String name) {
        if (id != null || name != null) {
            record.target(new Party(kind, id, name));
        }
    }
}
