package io.entracep.rule;

import static io.entracep.rule.RawRecords.audit;
import static io.entracep.rule.RawRecords.changed;
import static io.entracep.rule.RawRecords.described;
import static io.entracep.rule.RawRecords.signIn;
import static io.entracep.rule.RawRecords.target;
import static io.entracep.rule.RawRecords.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** By rule, records that its author meant, and similar ones. */
final class PublicRuleCases {

    private final Map<String, List<JsonNode>> meant = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> others = new LinkedHashMap<>();

    PublicRuleCases() {
        auditLog();
        signIns();
        placeholders();
        pim();
    }

    List<JsonNode> meant(String rule) {
        return meant.getOrDefault(rule, List.of());
    }

    List<JsonNode> others(String rule) {
        return others.getOrDefault(rule, List.of());
    }

    private void fires(String rule, JsonNode... records) {
        meant.computeIfAbsent(rule, name -> new ArrayList<>()).addAll(List.of(records));
    }

    private void silent(String rule, JsonNode... records) {
        others.computeIfAbsent(rule, name -> new ArrayList<>()).addAll(List.of(records));
    }

    private void auditLog() {
        activities();
        activity("ad_account_created_deleted", "Add user", "Delete user");
        silent("ad_account_created_deleted", with(audit("Add user"), "result", "'failure'"));
        fires(
                "ad_bitlocker_key_retrieval",
                with(audit("Read BitLocker key"), "category", "'KeyManagement'"));
        silent("ad_bitlocker_key_retrieval", audit("Read BitLocker key"));
        ObjectNode methods = audit("Authentication Methods Policy Update");
        fires(
                "ad_certificate_based_authencation_enabled",
                changed(methods, "AuthenticationMethodsPolicy", "", "{}"));
        silent("ad_certificate_based_authencation_enabled", methods);
        fires(
                "ad_device_registration_policy_changes",
                with(audit("Set device registration policies"), "category", "'Policy'"));
        silent("ad_device_registration_policy_changes", audit("Set device registration policies"));
        ObjectNode company = audit("Set Company Information");
        fires(
                "ad_new_root_ca_added",
                changed(company, "x", "[]", "[{\"TrustedCAsForPasswordlessAuth\":1}]"));
        silent("ad_new_root_ca_added", changed(company, "TrustedCAsForPasswordlessAuth", "", ""));
        ObjectNode role = with(audit("Add member to role"), "category", "'RoleManagement'");
        fires(
                "ad_users_added_to_device_admin_roles",
                changed(role, "Role.TemplateId", "", "\"7698a772-787b-4ac8-901f-60d6b08affd2\""),
                target(role, "id", "62e90394-69f5-4237-9190-012177145e10"));
        silent("ad_users_added_to_device_admin_roles", role);
        fires(
                "app_role_added",
                target(audit("Add member to role"), "type", "ServicePrincipal"),
                target(audit("Add eligible member to role"), "type", "ServicePrincipal"));
        silent(
                "app_role_added",
                audit("Add member to role"),
                target(audit("Add user"), "type", "ServicePrincipal"));
        ObjectNode update = audit("Update application");
        fires(
                "app_uri_modifications",
                changed(update, "AppAddress", "[]", "[\"https://example.com\"]"));
        silent("app_uri_modifications", update, changed(audit("Add user"), "AppAddress", "", ""));
        laps();
        guests();
    }

    private void laps() {
        ObjectNode recovered =
                with(
                        with(
                                audit("Recover device local administrator password"),
                                "category",
                                "'Device'"),
                        "additionalDetails",
                        "[{'key':'additionalInfo','value':'Successfully recovered local credential by device id.'}]");
        fires("auditlogs_laps_credential_dumping", recovered);
        silent(
                "auditlogs_laps_credential_dumping",
                with(
                        recovered,
                        "additionalDetails",
                        "[{'key':'other','value':'Successfully recovered local credential by device id'}]"),
                with(recovered, "category", "'Policy'"));
    }

    private void guests() {
        ObjectNode invited = with(audit("Invite external user"), "result", "'failure'");
        fires("guest_invite_failure", invited);
        silent("guest_invite_failure", audit("Invite external user"));
        ObjectNode user = with(audit("Update user"), "category", "'UserManagement'");
        fires("guest_to_member", changed(user, "UserType", "[\"Guest\"]", "[\"Member\"]"));
        silent(
                "guest_to_member",
                changed(user, "UserType", "[\"Member\"]", "[\"Guest\"]"),
                changed(
                        changed(user, "UserType", "[\"Member\"]", "[\"Member\"]"),
                        "Other",
                        "[\"Guest\"]",
                        "[\"Member\"]"));
        fires(
                "subscription_permissions_elevation_via_auditlogs",
                with(
                        audit(
                                "User has elevated their access to User Access Administrator for their"
                                        + " Azure Resources"),
                        "category",
                        "'AzureRBACRoleManagementElevateAccess'"));
        silent(
                "subscription_permissions_elevation_via_auditlogs",
                with(
                        audit(
                                "The role assignment of User Access Administrator has been removed"
                                        + " from the user"),
                        "category",
                        "'AzureRBACRoleManagementElevateAccess'"));
    }

    private void activity(String rule, String... operations) {
        for (String operation : operations) {
            fires(rule, audit(operation), audit(operation.toUpperCase(Locale.ROOT) + " "));
        }
        silent(rule, audit("Add group"), audit(operations[0] + " x"));
    }

    private void activities() {
        activity("aad_secops_ca_policy_removedby_bad_actor", "Delete conditional access policy");
        activity("aad_secops_new_ca_policy_addedby_bad_actor", "Add conditional access policy");
        activity("app_appid_uri_changes", "Update application", "Update service principal");
        activity(
                "app_credential_added",
                "Update application – Certificates and secrets management",
                "Update application - Certificates and secrets management",
                "Update service principal",
                "Update application");
        activity("app_delegated_permissions_all_users", "Add delegated permission grant");
        activity("app_privileged_permissions", "Add app role assignment to service principal");
        activity(
                "device_no_longer_managed_or_compliant",
                "Device no longer compliant",
                "Device no longer managed");
        activity("group_user_addition_ca_modification", "Add member to group");
        activity("mfa_disabled", "Disable Strong Authentication");
        silent("mfa_disabled", with(audit("Disable Strong Authentication"), "result", "'failure'"));
        activity(
                "owner_removed_from_application_or_service_principal",
                "Remove owner from service principal",
                "Remove owner from application");
        activity(
                "pim_activation_approve_deny",
                "Add member to role request approved (PIM activation)",
                "Add member to role request denied (PIM activation)");
        activity("pim_alerts_disabled", "Disable PIM alert");
        activity(
                "priviledged_role_assignment_add",
                "Add eligible member to role in PIM completed (permanent)",
                "Add eligible member to role in PIM completed (timebound)");
        activity(
                "priviledged_role_assignment_bulk_change",
                "Remove eligible member from role in PIM completed (permanent)",
                "Remove eligible member from role in PIM completed (timebound)");
        activity("service_principal_created", "Add service principal");
        activity("service_principal_removed", "Remove service principal");
    }

    private void signIns() {
        fires("account_lockout", signIn(50053));
        silent("account_lockout", signIn(50126), signIn(0));
        ObjectNode hound = with(signIn(0), "userAgent", "'azurehound/1.2.3'");
        fires("ad_azurehound_discovery", hound);
        silent(
                "ad_azurehound_discovery",
                signIn(0),
                with(signIn(50126), "userAgent", "'azurehound/1.2.3'"));
        ObjectNode risky = with(signIn(0), "riskState", "'atRisk'");
        String rule = "ad_risky_sign_ins_with_singlefactorauth_from_unknown_devices";
        fires(
                rule,
                with(risky, "deviceDetail", "{'deviceId':'','trustType':''}"),
                with(risky, "deviceDetail", "{'deviceId':'','trustType':null}"),
                with(risky, "deviceDetail", "{'deviceId':''}"),
                with(risky, "deviceDetail", null));
        silent(
                rule,
                risky,
                with(signIn(0), "deviceDetail", null),
                with(with(signIn(50126), "riskState", "'atRisk'"), "deviceDetail", null));
        ObjectNode unknown = with(signIn(0), "deviceDetail", "{'deviceId':''}");
        fires(
                "ad_sign_ins_from_unknown_devices",
                with(unknown, "networkLocationDetails", "[]"),
                with(unknown, "networkLocationDetails", "'[]'"));
        silent(
                "ad_sign_ins_from_unknown_devices",
                unknown,
                with(signIn(0), "networkLocationDetails", "[]"));
        fires(
                "app_device_code_authentication",
                with(signIn(0), "authenticationProtocol", "'deviceCode'"),
                with(signIn(0), "originalTransferMethod", "'deviceCodeFlow'"));
        silent("app_device_code_authentication", signIn(0));
        fires("blocked_account_attempt", signIn(50057));
        silent("blocked_account_attempt", signIn(0), signIn(50126));
        for (String client :
                List.of(
                        "Other clients",
                        "IMAP4",
                        "POP3",
                        "MAPI Over HTTP",
                        "Authenticated SMTP",
                        "Exchange ActiveSync",
                        "Exchange Web Services")) {
            fires(
                    "legacy_authentication_protocols",
                    with(signIn(0), "clientAppUsed", "'" + client + "'"));
        }
        silent("legacy_authentication_protocols", signIn(0));
        fires(
                "unusual_authentication_interruption",
                described(signIn(50097), "Device authentication is required."),
                described(signIn(50155), "Device authentication failed for this user."),
                described(signIn(50158), "External security challenge was not satisfied."));
        silent("unusual_authentication_interruption", signIn(0), signIn(50126));
        fires("user_login_blocked_by_conditional_access", signIn(53003));
        silent("user_login_blocked_by_conditional_access", signIn(53002));
    }

    private void placeholders() {
        fires("ad_account_created_deleted_nonapproved_user", audit("Add user"));
        ObjectNode helpdesk =
                with(
                        audit("Delete user"),
                        "initiatedBy",
                        "{'user':{'id':'u2','userPrincipalName':'helpdesk@example.com'}}");
        fires("ad_auth_to_important_apps_using_single_factor_auth", signIn(0));
        silent(
                "ad_auth_to_important_apps_using_single_factor_auth",
                with(signIn(0), "appId", "'6e3a4f0e-0000-4000-8000-000000000002'"));
        ObjectNode abroad = signIn(0).put("location", "US");
        ((ObjectNode) abroad.at("/properties/location")).put("countryOrRegion", "US");
        fires("ad_authentications_from_countries_you_do_not_operate_out_of", abroad);
        silent("ad_authentications_from_countries_you_do_not_operate_out_of", signIn(0));
        ObjectNode invite = with(audit("Invite external user"), "category", "'UserManagement'");
        fires("ad_guest_users_invited_to_tenant_by_non_approved_inviters", invite);
        silent(
                "ad_guest_users_invited_to_tenant_by_non_approved_inviters",
                with(
                        invite,
                        "initiatedBy",
                        "{'user':{'userPrincipalName':'Inviter@example.com'}}"));
        silent("ad_account_created_deleted_nonapproved_user", helpdesk);
    }

    private void pim() {
        alert("pim_account_stale", "Potential stale accounts in a privileged role");
        alert("pim_invalid_license", "The organization doesn't have Microsoft Entra Premium P2");
        alert(
                "pim_role_assigned_outside_of_pim",
                "Roles are being assigned outside of Privileged Identity Management");
        fires(
                "pim_role_assigned_outside_of_pim",
                audit("Add member to role outside of PIM (permanent)"));
        alert("pim_role_frequent_activation", "Roles are being activated too frequently");
        alert(
                "pim_role_no_mfa_required",
                "Roles don't require multi-factor authentication for activation");
        alert("pim_role_not_used", "Administrators aren't using their privileged roles");
        alert("pim_too_many_global_admins", "There are too many Global Administrators");
    }

    private void alert(String rule, String name) {
        ObjectNode triggered = audit("Triggered PIM alert");
        fires(rule, target(triggered, "displayName", name));
        silent(
                rule,
                triggered,
                target(audit("Resolve PIM alert"), "displayName", name),
                target(triggered, "displayName", "Something else"));
    }
}
