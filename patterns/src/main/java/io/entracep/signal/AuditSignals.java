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

    private static final Pattern LAST_USE =
            Pattern.compile("\"LastAuthenticatedTimestamp\"\\s*:\\s*(\"[^\"]*\"|null)");

    private AuditSignals() {}

    static void classify(EntraEvent event, SignalBits bits) {
        bits.add(Signal.AUDIT);
        bits.add(Activities.whateverTheResult(event.activity()));
        if (event.outcome() != Outcome.SUCCESS) {
            return;
        }
        bits.add(Signal.AUDIT_SUCCESS);
        bits.add(Activities.whenSuccessful(event.activity()));
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
        bits.addIf(
                bits.has(Signal.ROLE_ASSIGNED)
                        && !Activities.isByPim(event)
                        && "Core Directory".equalsIgnoreCase(audit.service()),
                Signal.ROLE_ASSIGNED_OUTSIDE_PIM);
        bits.addIf(isResetByOther(event, audit), Signal.PASSWORD_RESET_BY_OTHER);
    }

    static void classifyAzure(EntraEvent event, SignalBits bits) {
        bits.add(Signal.AZURE_ACTIVITY);
        if (event.outcome() != Outcome.SUCCESS) {
            return;
        }
        switch (event.activity()) {
            case "microsoft.authorization/roleassignments/write" ->
                    bits.add(Signal.AZURE_ROLE_ASSIGNED);
            case "microsoft.authorization/roleassignments/delete" ->
                    bits.add(Signal.AZURE_ROLE_REMOVED);
            case "microsoft.authorization/elevateaccess/action" ->
                    bits.add(Signal.AZURE_ACCESS_ELEVATED);
            default -> {
                // Any other operation.
            }
        }
    }

    private static boolean isResetByOther(EntraEvent event, Audit audit) {
        Party target = audit.target("User");
        return (event.activity().equals("reset password (by admin)")
                        || event.activity().equals("reset user password")
                        || event.activity().equals("reset password"))
                && target != null
                && event.actorId() != null
                && !event.actorId().equals(target.id());
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
        return value == null ? "" : LAST_USE.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
