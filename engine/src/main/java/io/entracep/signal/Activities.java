package io.entracep.signal;

import io.entracep.event.Audit;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the activities of AuditLogs mean, by normalised name. Sources: the activity lists of the
 * catalogue ({@code role_activity_variants}, {@code security_info_variants}, {@code
 * credential_variants_core}, {@code password_variants}, {@code conditional_access_variants}, {@code
 * sensitive_activities}).
 */
final class Activities {
    /**
     * Application id of privileged identity management, the same in every tenant. Source: the
     * vendor's own client, which asks for tokens to it.
     */
    private static final String PIM_APPLICATION = "01fc33a7-78ba-4d2f-a4b7-768e336e890e";

    /** Display names under which privileged identity management acts on the directory. */
    private static final Set<String> PIM_IDENTITIES =
            Set.of("ms-pim", "ms-pim-fairfax", "azure ad pim");

    private static final String ELEVATION =
            "user has elevated their access to user access administrator for their azure resources";
    private static final String ELEVATION_IN_AZURE = "microsoft.authorization/elevateaccess/action";
    private static final String PASSKEY_ADDED = "add passkey";
    private static final String PASSKEY_DELETED = "delete passkey";
    private static final String WITHDRAWAL =
            "the role assignment of user access administrator has been removed from the user";

    private static final Map<String, SignalSet> WHEN_SUCCESSFUL = new HashMap<>();
    private static final Map<String, SignalSet> WHATEVER_THE_RESULT = new HashMap<>();

    static {
        ok(Signal.USER_CREATED, "add user");
        ok(Signal.USER_DELETED, "delete user", "hard delete user");
        ok(Signal.USER_INVITED, "invite external user");
        ok(Signal.USER_ENABLED, "enable account");
        ok(Signal.USER_DISABLED, "disable account");
        ok(
                Signal.ROLE_ASSIGNED,
                "add member to role",
                "add role assignment to role definition",
                "add scoped member to role",
                "add member to role scoped over restricted management administrative unit",
                "add member to role in pim completed (permanent)",
                "add member to role in pim completed (timebound)");
        ok(
                Signal.ROLE_ELIGIBLE,
                "add eligible member to role",
                "add eligibleroleassignment to roledefinition",
                "add eligibleroleassignement to roledefinition",
                "add eligible member to role in pim completed (permanent)",
                "add eligible member to role in pim completed (timebound)");
        ok(
                Signal.ROLE_REMOVED,
                "remove member from role",
                "remove eligible member from role",
                "remove eligibleroleassignment from roledefinition",
                "remove eligibleroleassignement from roledefinition",
                "remove role assignment from role definition",
                "remove scoped member from role",
                "remove eligible member from role in pim completed (permanent)",
                "remove eligible member from role in pim completed (timebound)",
                "remove member from role in pim completed (permanent)",
                "remove member from role in pim completed (timebound)",
                "remove permanent eligible role assignment",
                "remove permanent direct role assignment");
        ok(Signal.PIM_ACTIVATED, "add member to role completed (pim activation)");
        ok(
                Signal.PIM_ACTIVATION_REQUESTED,
                "add member to role requested (pim activation)",
                "add member to role approval requested (pim activation)");
        ok(
                Signal.PIM_DEACTIVATED,
                "remove member from role (pim activation expired)",
                "remove member from role completed (pim deactivate)");
        ok(Signal.ROLE_OUTSIDE_PIM_REPORTED, "add member to role outside of pim (permanent)");
        ok(Signal.GROUP_MEMBER_ADDED, "add member to group");
        ok(Signal.GROUP_MEMBER_REMOVED, "remove member from group");
        ok(Signal.GROUP_OWNER_ADDED, "add owner to group");
        ok(Signal.GROUP_OWNER_REMOVED, "remove owner from group");
        ok(Signal.AZURE_ACCESS_ELEVATED, ELEVATION);
        ok(Signal.AZURE_ACCESS_WITHDRAWN, WITHDRAWAL);
        ok(
                Signal.PIM_ACTIVATION_DENIED,
                "add member to role request denied (pim activation)",
                "add member to role approval request denied (pim activation)");
        ok(Signal.APP_ROLE_GRANTED_TO_USER, "add app role assignment grant to user");
        ok(
                Signal.SECURITY_INFO_REGISTERED,
                "user registered security info",
                "user registered all required security info",
                "user updated security info",
                "user changed default security info",
                "admin registered security info",
                "admin updated security info",
                "create temporary access pass method for user");
        ok(
                Signal.CREDENTIAL_GIVEN,
                "admin registered security info",
                "admin updated security info",
                "create temporary access pass method for user",
                "add fido2 security key",
                PASSKEY_ADDED,
                "add passwordless phone sign-in credential",
                "add windows hello for business credential",
                "add platform credential",
                "create application password for user");
        ok(
                Signal.APP_CREDENTIAL_ADDED,
                "add service principal credentials",
                "update application - certificates and secrets management");
        ok(Signal.CONSENT_GRANTED, "consent to application", "add delegated permission grant");
        ok(
                Signal.CONDITIONAL_ACCESS_CHANGED,
                "add conditional access policy",
                "update conditional access policy",
                "delete conditional access policy",
                "add named location",
                "update named location",
                "delete named location",
                "update security defaults",
                "update continuous access evaluation",
                "add policy",
                "update policy",
                "delete policy");
        ok(
                Signal.PRIVILEGED_ACTION,
                "add member to role requested (pim activation)",
                "add member to role completed (pim activation)",
                "add member to role",
                "add service principal credentials",
                "consent to application",
                "update conditional access policy");
        any(
                Signal.PERMISSION_ACTIVITY,
                "add member to role",
                "add role assignment to role definition",
                "add scoped member to role",
                "add member to role scoped over restricted management administrative unit",
                "add eligible member to role",
                "add eligibleroleassignment to roledefinition",
                "add eligibleroleassignement to roledefinition",
                "add eligible member to role in pim completed (permanent)",
                "add eligible member to role in pim completed (timebound)",
                "add eligible member to role in pim requested (permanent)",
                "add eligible member to role in pim requested (timebound)",
                "add eligible member to role in pim requested (renew)",
                "add member to role in pim completed (permanent)",
                "add member to role in pim completed (timebound)",
                "add member to role in pim requested (permanent)",
                "add member to role in pim requested (timebound)",
                "add member to role in pim requested (renew)",
                "add member to role outside of pim (permanent)",
                "add member to role completed (pim activation)",
                "remove member from role",
                "remove eligible member from role",
                "remove eligibleroleassignment from roledefinition",
                "remove eligibleroleassignement from roledefinition",
                "remove role assignment from role definition",
                "remove scoped member from role",
                "remove eligible member from role in pim completed (permanent)",
                "remove eligible member from role in pim completed (timebound)",
                "remove member from role in pim completed (permanent)",
                "remove member from role in pim completed (timebound)",
                "remove permanent eligible role assignment",
                "remove permanent direct role assignment",
                "add member to group",
                "remove member from group",
                "add owner to group",
                "remove owner from group",
                "add app role assignment grant to user",
                "disable account",
                "enable account");
        any(
                Signal.FRAUD_REPORTED,
                "fraud reported - user is blocked for mfa",
                "fraud reported - no action taken",
                "suspicious activity reported");
        any(
                Signal.PASSWORD_ACTIVITY,
                "change user password",
                "reset password",
                "reset user password",
                "change password (self-service)",
                "reset password (self-service)",
                "reset password (by admin)",
                "set force change user password",
                "user started password change",
                "user started password reset",
                "admin started password reset",
                "self-service password reset flow activity progress",
                "blocked from self-service password reset",
                "unlock user account (self-service)",
                "security info saved for self-service password reset",
                "user password reset");
        any(
                Signal.SECURITY_INFO_ACTIVITY,
                "user registered security info",
                "user registered all required security info",
                "user updated security info",
                "user deleted security info",
                "user changed default security info",
                "user started security info registration",
                "user canceled security info registration",
                "user reviewed security info",
                "admin registered security info",
                "admin updated security info",
                "admin deleted security info",
                "create temporary access pass method for user");
        any(
                Signal.CREDENTIAL_ACTIVITY,
                "disable strong authentication",
                "enable strong authentication",
                "update per-user multifactor authentication state",
                "restore multifactor authentication on all remembered devices",
                "add fido2 security key",
                "delete fido2 security key(s)",
                PASSKEY_ADDED,
                PASSKEY_DELETED,
                "add passwordless phone sign-in credential",
                "delete passwordless phone sign-in credential",
                "add windows hello for business credential",
                "delete windows hello for business credential",
                "add platform credential",
                "delete platform credential",
                "create application password for user",
                "delete application password for user",
                "add users strong authentication phone app detail",
                "remove users strong authentication phone app detail",
                "set user oath token metadata enabled");
        ok(
                Signal.SENSITIVE_ACTIVITY,
                "add conditional access policy",
                "update conditional access policy",
                "delete conditional access policy",
                "add named location",
                "update named location",
                "delete named location",
                "update security defaults",
                "update continuous access evaluation",
                "add policy",
                "update policy",
                "delete policy",
                "add member to role",
                "add role assignment to role definition",
                "add scoped member to role",
                "add member to role scoped over restricted management administrative unit",
                "add eligible member to role",
                "add eligibleroleassignment to roledefinition",
                "add eligibleroleassignement to roledefinition",
                "add eligible member to role in pim completed (permanent)",
                "add eligible member to role in pim completed (timebound)",
                "add member to role in pim completed (permanent)",
                "add member to role in pim completed (timebound)",
                "update role setting in pim",
                "disable pim alert",
                "set federation settings on domain",
                "set domain authentication",
                "add unverified domain",
                "verify domain",
                "add verified domain",
                "add service principal credentials",
                "update application - certificates and secrets management",
                "add owner to application",
                "add owner to service principal",
                "add app role assignment to service principal",
                "add delegated permission grant",
                "consent to application",
                "update authorization policy",
                "authentication methods policy update",
                "update user risk and mfa registration policy",
                "update sign-in risk policy",
                "set dirsyncenabled flag",
                "set company information",
                "add a partner to cross-tenant access setting",
                "update a partner cross-tenant access setting",
                "add partner to company",
                "disable strong authentication",
                "update per-user multifactor authentication state",
                "reset password (by admin)",
                "admin registered security info",
                "hard delete user",
                "user has elevated their access to user access administrator for their azure resources");
    }

    private Activities() {}

    /** Signals of the activity where the operation succeeded. */
    static SignalSet whenSuccessful(String normalisedActivity) {
        return WHEN_SUCCESSFUL.getOrDefault(known(normalisedActivity), SignalSet.NONE);
    }

    /** Signals of the activity whatever its result. */
    static SignalSet whateverTheResult(String normalisedActivity) {
        return WHATEVER_THE_RESULT.getOrDefault(known(normalisedActivity), SignalSet.NONE);
    }

    /** Passkeys are named with their kind: "Add Passkey (device-bound) security key". */
    private static String known(String activity) {
        if (activity.startsWith(PASSKEY_ADDED)) {
            return PASSKEY_ADDED;
        }
        return activity.startsWith(PASSKEY_DELETED) ? PASSKEY_DELETED : activity;
    }

    /** Whether the actor gave themselves access to all of Azure, or it was taken away. */
    static boolean isElevation(String normalisedActivity) {
        return normalisedActivity.equals(ELEVATION)
                || normalisedActivity.equals(ELEVATION_IN_AZURE)
                || normalisedActivity.equals(WITHDRAWAL);
    }

    /** Whether privileged identity management did it, as the id of the application tells. */
    static boolean isByPim(EntraEvent event) {
        return event.audit() != null
                && PIM_APPLICATION.equals(event.audit().detail(Audit.APPLICATION_ID));
    }

    /**
     * Whether the record says by the name alone that privileged identity management did it. Whoever
     * may create an application chooses its name.
     */
    static boolean isNamedPim(EntraEvent event) {
        Party actor = event.actor();
        return event.audit() != null
                && event.audit().detail(Audit.APPLICATION_ID) == null
                && (actor == null || !actor.is("User") || actor.id() == null)
                && (isPimName(event.audit().initiatingApp())
                        || (actor != null && isPimName(actor.name())));
    }

    private static boolean isPimName(@Nullable String name) {
        return name != null && PIM_IDENTITIES.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    private static void ok(Signal signal, String... activities) {
        put(WHEN_SUCCESSFUL, signal, activities);
    }

    private static void any(Signal signal, String... activities) {
        put(WHATEVER_THE_RESULT, signal, activities);
    }

    private static void put(Map<String, SignalSet> table, Signal signal, String... activities) {
        List.of(activities)
                .forEach(activity -> table.merge(activity, SignalSet.of(signal), SignalSet::union));
    }
}
