package io.entracep.signal;

import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Signals of AuditLogs and Azure Activity. */
final class AuditSignals {
    private static final String UPDATE_USER = "update user";
    private static final SignalSet ACTIVATIONS =
            SignalSet.of(Signal.PIM_ACTIVATION_REQUESTED, Signal.PIM_ACTIVATED);

    /** Change with nearly every record and mean nothing. */
    private static final Set<String> STAMPS =
            Set.of(
                    "LastDirSyncTime",
                    "StsRefreshTokensValidFrom",
                    "Included Updated Properties",
                    "TargetId.UserType",
                    "ActorId.ServicePrincipalNames",
                    "Action Client Name",
                    "SPN");

    /** Properties of "Update user" that hold authentication methods: catalogue row PRIV-07. */
    private static final Set<String> AUTHENTICATION_PROPERTIES =
            Set.of(
                    "StrongAuthenticationMethod",
                    "StrongAuthenticationPhoneAppDetail",
                    "StrongAuthenticationUserDetails",
                    "StrongAuthenticationRequirement",
                    "AlternativeSecurityIds",
                    "SearchableDeviceKey");

    /** What moves of itself in the details of a phone's application: its use, clock and version. */
    private static final Pattern MOVES_BY_ITSELF =
            Pattern.compile(
                    "\"(LastAuthenticatedTimestamp|OathTokenTimeDrift|PhoneAppVersion)\""
                            + "\\s*:\\s*(\"[^\"]*\"|-?[0-9.]+|null)");

    private AuditSignals() {}

    static void classify(EntraEvent event, SignalBits bits) {
        bits.add(Signal.AUDIT);
        bits.add(Activities.whateverTheResult(event.activity()));
        SignalSet whenSuccessful = Activities.whenSuccessful(event.activity());
        if (event.outcome() != Outcome.SUCCESS) {
            bits.addIf(whenSuccessful.intersects(ACTIVATIONS), Signal.PIM_ACTIVATION_FAILED);
            return;
        }
        bits.add(Signal.AUDIT_SUCCESS);
        bits.add(whenSuccessful);
        Audit audit = event.audit();
        if (audit == null) {
            return;
        }
        if (event.activity().equals(UPDATE_USER)) {
            bits.addIf(
                    audit.changes().stream().anyMatch(AuditSignals::isReal), Signal.USER_UPDATED);
            bits.addIf(
                    audit.changes().stream().anyMatch(AuditSignals::changesAuthentication),
                    Signal.AUTHENTICATION_PROPERTY_CHANGED);
        }
        if (bits.has(Signal.ROLE_ASSIGNED)
                && !PimIdentity.did(event)
                && "Core Directory".equalsIgnoreCase(audit.service())) {
            bits.add(Signal.ROLE_ASSIGNED_OUTSIDE_PIM);
            bits.addIf(PimIdentity.isNamed(event), Signal.NAMED_PIM);
        }
        bits.addIf("PIM".equalsIgnoreCase(audit.service()), Signal.BY_PIM_SERVICE);
        bits.addIf(isResetByOther(event, audit), Signal.PASSWORD_RESET_BY_OTHER);
    }

    static void classifyAzure(EntraEvent event, SignalBits bits) {
        bits.add(Signal.AZURE_ACTIVITY);
        if (event.outcome() != Outcome.SUCCESS) {
            return;
        }
        bits.add(Activities.inAzure(event.activity()));
        switch (event.activity()) {
            case "microsoft.authorization/roleassignmentschedulerequests/write" ->
                    bits.add(
                            scheduled(
                                    event, Signal.AZURE_ROLE_ASSIGNED, Signal.AZURE_ROLE_REMOVED));
            case "microsoft.authorization/roleeligibilityschedulerequests/write" ->
                    bits.add(
                            scheduled(
                                    event,
                                    Signal.AZURE_ROLE_ELIGIBLE,
                                    Signal.AZURE_ROLE_INELIGIBLE));
            default -> {
                // Any other operation.
            }
        }
    }

    /** A request to give, to take away, or to activate what one may. */
    private static Signal scheduled(EntraEvent event, Signal given, Signal taken) {
        String type = event.audit() == null ? null : event.audit().detail("requestType");
        if (type == null) {
            return given;
        }
        if (type.endsWith("Remove")) {
            return taken;
        }
        // The end of an activation leaves the eligibility.
        return type.startsWith("Self") ? Signal.AZURE_ROLE_ELIGIBLE : given;
    }

    private static boolean isResetByOther(EntraEvent event, Audit audit) {
        Party target = audit.target("User");
        return (event.activity().equals("reset password (by admin)")
                        || event.activity().equals("reset user password")
                        || event.activity().equals("reset password"))
                && target != null
                && event.actor() != null
                && !isSame(event.actor(), target);
    }

    private static boolean isSame(Party actor, Party target) {
        return (actor.id() != null && target.id() != null)
                ? actor.id().equals(target.id())
                : actor.is("User") && actor.name() != null && actor.name().equals(target.name());
    }

    private static boolean isReal(Change change) {
        return !STAMPS.contains(change.name()) && !isLastUseOnly(change);
    }

    private static boolean changesAuthentication(Change change) {
        return AUTHENTICATION_PROPERTIES.contains(change.name()) && !isLastUseOnly(change);
    }

    private static boolean isLastUseOnly(Change change) {
        return change.name().equals("StrongAuthenticationPhoneAppDetail")
                && withoutLastUse(change.oldValue()).equals(withoutLastUse(change.newValue()));
    }

    private static String withoutLastUse(@Nullable String value) {
        return value == null
                ? ""
                : MOVES_BY_ITSELF.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
