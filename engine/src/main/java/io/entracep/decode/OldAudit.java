package io.entracep.decode;

import io.entracep.event.Party;
import org.jspecify.annotations.Nullable;

/**
 * The form that audit records had before 2019: the target is one text of parts joined by {@code
 * __}, with a second text that names the parts; the actor is the envelope's identity.
 */
final class OldAudit {

    private static final String SEPARATOR = "__";

    private OldAudit() {}

    /** The person whose name the envelope gives; null for newer records and applications. */
    static @Nullable Party actor(RawRecord record) {
        String identity = Values.lower(record.outer.get(Field.IDENTITY));
        boolean isOld = record.present(Field.OLD_TARGET_TYPE) != null;
        return isOld && identity != null && identity.indexOf('@') > 0
                ? new Party("User", null, identity)
                : null;
    }

    static void addTarget(RawRecord record) {
        String names = record.present(Field.OLD_TARGET_TYPE);
        String values = record.present(Field.OLD_TARGET_NAME);
        if (names == null || values == null || !record.targets.isEmpty()) {
            return;
        }
        String[] name = names.split(SEPARATOR, -1);
        String[] value = values.split(SEPARATOR, -1);
        String id = Values.id(part("ObjectID", name, value));
        String userName = Values.userPrincipalName(part("UPN", name, value), id);
        record.target(
                new Party(
                        Values.present(part("ObjectClass", name, value)),
                        id,
                        userName != null ? userName : Values.present(part("Name", name, value))));
    }

    private static @Nullable String part(String wanted, String[] names, String[] values) {
        for (int i = 0; i < names.length && i < values.length; i++) {
            if (names[i].equals(wanted)) {
                return values[i];
            }
        }
        return null;
    }
}
