package io.entracep.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One normalised log record. Typed once, at decode; later code never touches JSON or names of JSON
 * fields.
 *
 * @param tenantId tenant in lower case; {@code unknown} where neither the record nor its resource
 *     id tells
 * @param id identity of the event: {@code properties.id} (risk records: with state, level and last
 *     update; Azure Activity: correlation id, operation, result and resource), else a hash of the
 *     record. Two records with one id are deliveries of one event
 * @param category the log
 * @param categoryName the category as logged, for {@link Category#OTHER}
 * @param time event time, milliseconds since the epoch
 * @param envelopeTime time of emission, milliseconds; equals {@code time} where the envelope has
 *     none
 * @param timeSuspect the event time was missing or unreadable (then the envelope's or the broker's
 *     is used) or lies more than ten minutes ahead of the envelope's: such an event is kept but
 *     moves no watermark, horizon or baseline
 * @param activity normalised name of the activity: trimmed, lower case, blanks collapsed, dashes
 *     unified
 * @param activityName the activity as logged
 * @param outcome how it ended
 * @param actor who did it; for a sign-in the one signing in; null where the record does not say
 * @param origin where from
 * @param device device of a sign-in
 * @param correlationId null where absent
 * @param signIn sign-in records only, else null
 * @param audit audit-like records only, else null
 * @param risk risk records only, else null
 * @param fields values that rules name in their texts, groups or counts, by field; of the rules
 *     that the record matches, so empty for most
 */
public record EntraEvent(
        String tenantId,
        String id,
        Category category,
        String categoryName,
        long time,
        long envelopeTime,
        boolean timeSuspect,
        String activity,
        String activityName,
        Outcome outcome,
        @Nullable Party actor,
        Origin origin,
        Device device,
        @Nullable String correlationId,
        @Nullable SignIn signIn,
        @Nullable Audit audit,
        @Nullable Risk risk,
        Map<String, String> fields) {

    public EntraEvent {
        // Sorted, so that the text of an event is the same in every process.
        fields = fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** One of which rules name nothing. */
    public EntraEvent(
            String tenantId,
            String id,
            Category category,
            String categoryName,
            long time,
            long envelopeTime,
            boolean timeSuspect,
            String activity,
            String activityName,
            Outcome outcome,
            @Nullable Party actor,
            Origin origin,
            Device device,
            @Nullable String correlationId,
            @Nullable SignIn signIn,
            @Nullable Audit audit,
            @Nullable Risk risk) {
        this(
                tenantId,
                id,
                category,
                categoryName,
                time,
                envelopeTime,
                timeSuspect,
                activity,
                activityName,
                outcome,
                actor,
                origin,
                device,
                correlationId,
                signIn,
                audit,
                risk,
                Map.of());
    }

    /** This event with values that rules name. */
    public EntraEvent withFields(Map<String, String> named) {
        return new EntraEvent(
                tenantId,
                id,
                category,
                categoryName,
                time,
                envelopeTime,
                timeSuspect,
                activity,
                activityName,
                outcome,
                actor,
                origin,
                device,
                correlationId,
                signIn,
                audit,
                risk,
                named);
    }

    /** The same as an event of another tenant. */
    public EntraEvent ofTenant(String newTenantId) {
        return with(newTenantId, timeSuspect);
    }

    /** The same with a time that is not believed. */
    public EntraEvent withSuspectTime() {
        return with(tenantId, true);
    }

    private EntraEvent with(String newTenantId, boolean suspect) {
        return new EntraEvent(
                newTenantId,
                id,
                category,
                categoryName,
                time,
                envelopeTime,
                suspect,
                activity,
                activityName,
                outcome,
                actor,
                origin,
                device,
                correlationId,
                signIn,
                audit,
                risk);
    }

    /** Result code of a sign-in; -1 for any other record. */
    public int errorCode() {
        return signIn == null ? -1 : signIn.errorCode();
    }

    /** Object id of the actor, null where unknown. */
    public @Nullable String actorId() {
        return actor == null ? null : actor.id();
    }

    /** The role that an audit record is about, null where there is none. */
    public @Nullable RoleReference role() {
        return audit == null ? null : audit.role();
    }

    /** First target with this object id of an audit record, null where there is none. */
    public @Nullable Party targetWithId(String id) {
        if (audit == null) {
            return null;
        }
        for (Party target : audit.targets()) {
            if (id.equals(target.id())) {
                return target;
            }
        }
        return null;
    }

    /** First target of this kind of an audit record, null where there is none. */
    public @Nullable Party target(String kind) {
        return audit == null ? null : audit.target(kind);
    }
}
