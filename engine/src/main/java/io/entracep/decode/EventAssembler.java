package io.entracep.decode;

import io.entracep.event.Audit;
import io.entracep.event.Category;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.Risk;
import io.entracep.event.SignIn;
import org.jspecify.annotations.Nullable;

/** Makes an event of what was read: the parts that all logs share; the rest is each log's own. */
final class EventAssembler {

    private final ActivityNames names = new ActivityNames();
    private final Origins origins = new Origins(new Addresses());
    private final RecordHash hash = new RecordHash();

    /** What each log tells in its own way. */
    private record Part(
            Outcome outcome,
            @Nullable Party actor,
            Device device,
            @Nullable SignIn signIn,
            @Nullable Audit audit,
            @Nullable Risk risk) {}

    /**
     * The event.
     *
     * @param bytes where the record stands, from {@code start} to before {@code end}
     */
    EntraEvent event(
            RawRecord record, Category category, EventTime time, byte[] bytes, int start, int end) {
        ActivityNames.Name activity = names.of(activity(record, category));
        Part part = part(record, category, activity.normalised());
        String id = EventIds.of(record, category, activity.logged());
        return new EntraEvent(
                Tenants.of(record),
                id != null ? id : hash.of(bytes, start, end),
                category,
                Routing.categoryName(record, category),
                time.millis(),
                time.envelopeMillis(),
                time.suspect(),
                activity.normalised(),
                activity.logged(),
                part.outcome(),
                part.actor(),
                origin(record, category),
                part.device(),
                record.present(Field.CORRELATION_ID),
                part.signIn(),
                part.audit(),
                part.risk());
    }

    private static Part part(RawRecord record, Category category, String activity) {
        return switch (category) {
            case SIGN_IN,
                    NON_INTERACTIVE_SIGN_IN,
                    SERVICE_PRINCIPAL_SIGN_IN,
                    MANAGED_IDENTITY_SIGN_IN,
                    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN,
                    ADFS_SIGN_IN ->
                    signIn(record, category);
            case AUDIT ->
                    audit(
                            AuditParts.outcome(record),
                            AuditParts.actor(record),
                            AuditParts.audit(record, activity));
            case AZURE_ACTIVITY ->
                    audit(
                            AzureActivityParts.outcome(record),
                            AzureActivityParts.actor(record),
                            AzureActivityParts.audit(record));
            case PROVISIONING ->
                    audit(
                            Outcomes.ofText(record.present(Field.RESULT_TYPE)),
                            ProvisioningParts.actor(record),
                            ProvisioningParts.audit(record));
            case GRAPH_ACTIVITY ->
                    audit(
                            GraphActivityParts.outcome(record),
                            GraphActivityParts.actor(record),
                            GraphActivityParts.audit(record));
            case KEY_VAULT ->
                    audit(
                            KeyVaultParts.outcome(record),
                            AzureActivityParts.actor(record),
                            KeyVaultParts.audit(record));
            case DOMAIN_SERVICES -> {
                Audit audit = DomainServicesParts.audit(record);
                yield audit(
                        Outcomes.ofText(record.present(Field.RESULT_TYPE)),
                        DomainServicesParts.actor(audit),
                        audit);
            }
            case USER_RISK_EVENT,
                    RISKY_USER,
                    SERVICE_PRINCIPAL_RISK_EVENT,
                    RISKY_SERVICE_PRINCIPAL ->
                    new Part(
                            Outcome.UNKNOWN,
                            RiskParts.actor(record, category),
                            Device.NONE,
                            null,
                            null,
                            RiskParts.risk(record));
            case OTHER, FINDING ->
                    new Part(
                            Outcomes.ofText(record.present(Field.RESULT_TYPE)),
                            null,
                            Device.NONE,
                            null,
                            null,
                            null);
        };
    }

    private static Part signIn(RawRecord record, Category category) {
        int code = SignInParts.errorCode(record);
        return new Part(
                SignInParts.outcome(record, code),
                SignInParts.actor(record, category),
                SignInParts.device(record),
                SignInParts.signIn(record, category, code),
                null,
                null);
    }

    private static Part audit(Outcome outcome, @Nullable Party actor, Audit audit) {
        return new Part(outcome, actor, Device.NONE, null, audit, null);
    }

    private Origin origin(RawRecord record, Category category) {
        return switch (category) {
            case SIGN_IN,
                    NON_INTERACTIVE_SIGN_IN,
                    SERVICE_PRINCIPAL_SIGN_IN,
                    MANAGED_IDENTITY_SIGN_IN,
                    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN,
                    ADFS_SIGN_IN ->
                    origins.ofSignIn(record);
            case AUDIT -> origins.ofAudit(record);
            case AZURE_ACTIVITY -> origins.ofAzureActivity(record);
            case USER_RISK_EVENT, SERVICE_PRINCIPAL_RISK_EVENT -> origins.ofRiskEvent(record);
            case RISKY_USER,
                    RISKY_SERVICE_PRINCIPAL,
                    PROVISIONING,
                    DOMAIN_SERVICES,
                    GRAPH_ACTIVITY,
                    KEY_VAULT,
                    OTHER,
                    FINDING ->
                    origins.ofAddress(record);
        };
    }

    private static String activity(RawRecord record, Category category) {
        String activity =
                category == Category.AUDIT
                        ? Values.first(record.get(Field.ACTIVITY), record.get(Field.OPERATION))
                        : Values.first(
                                record.envelope(Field.OPERATION), record.get(Field.OPERATION));
        if (activity != null) {
            return activity;
        }
        return nameOf(category);
    }

    /** Shapes without an envelope have no operation: these are the names that the envelope has. */
    private static String nameOf(Category category) {
        return switch (category) {
            case SIGN_IN,
                    NON_INTERACTIVE_SIGN_IN,
                    SERVICE_PRINCIPAL_SIGN_IN,
                    MANAGED_IDENTITY_SIGN_IN,
                    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN,
                    ADFS_SIGN_IN ->
                    "Sign-in activity";
            case USER_RISK_EVENT -> "User Risk Detection";
            case RISKY_USER -> "Risky user";
            case PROVISIONING -> "Provisioning activity";
            case GRAPH_ACTIVITY -> "Microsoft Graph Activity";
            case AUDIT,
                    AZURE_ACTIVITY,
                    DOMAIN_SERVICES,
                    SERVICE_PRINCIPAL_RISK_EVENT,
                    RISKY_SERVICE_PRINCIPAL,
                    KEY_VAULT,
                    OTHER,
                    FINDING ->
                    "";
        };
    }
}
