package io.entracep.rule;

import static io.entracep.rule.Rules.json;
import static io.entracep.rule.Rules.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.event.Category;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The public rules of SigmaHQ for Azure, as published: each loads, holds of a raw record of the
 * kind that its author meant, and not of a similar one. Records are made up after the documented
 * shapes.
 */
class PublicRulesTest {

    private static final PlaceholderLists LISTS =
            PlaceholderLists.of(
                    Map.of(
                            "ApprovedUserUpn", List.of("helpdesk@example.com"),
                            "Important_AppIds", List.of("6e3a4f0e-0000-4000-8000-000000000001"),
                            "Known_Location", List.of("DE", "FR"),
                            "Approved_Inviters", List.of("inviter@example.com")));

    private static @Nullable RuleSet rules;
    private final Map<String, List<JsonNode>> meant = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> others = new LinkedHashMap<>();

    @BeforeAll
    static void readRules() {
        Optional<Path> folder = shared("sigma/public-rules");
        assumeTrue(folder.isPresent(), "no folder shared/sigma/public-rules above the repository");
        rules = new RuleReader().readAll(List.of(folder.get())).toRuleSet();
    }

    private static RuleSet rules() {
        if (rules == null) {
            throw new IllegalStateException("not read");
        }
        return rules;
    }

    @Test
    void allLoadButTheOneThatIsUnsupported() {
        assertThat(rules().rules()).hasSize(77);
        assertThat(rules().problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.file()).contains("unsupported"));
        assertThat(rules().rules()).allMatch(CompiledRule::canMatch);
    }

    @Test
    void thoseWithPlaceholdersSleepUntilThePolicyHasTheirLists() {
        assertThat(rules().rules())
                .filteredOn(rule -> !rule.missingLists().isEmpty())
                .allMatch(rule -> rule.rule().head().file().contains("placeholder"))
                .hasSize(4);
        assertThat(rules().bind(LISTS)).allMatch(rule -> rule.missingLists().isEmpty());
    }

    @Test
    void eachHoldsOfWhatItsAuthorMeantAndOfNothingSimilar() {
        audit();
        signIns();
        placeholders();
        pim();
        List<String> wrong = new ArrayList<>();
        TreeSet<String> untested = new TreeSet<>();
        for (CompiledRule rule : rules().bind(LISTS)) {
            String file = Path.of(rule.rule().head().file()).getFileName().toString();
            String name = file.replace("azure_", "").replace(".yml", "");
            List<JsonNode> firing = firing(rule, name);
            if (firing.isEmpty()) {
                untested.add(name);
            }
            for (JsonNode record : firing) {
                if (!holds(rule, record)) {
                    wrong.add(name + " does not hold of " + record);
                }
                if (!found(rule, record)) {
                    wrong.add(name + " is not found for " + record);
                }
            }
            for (JsonNode record : silent(rule, name)) {
                if (holds(rule, record)) {
                    wrong.add(name + " holds of " + record);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(untested).isEmpty();
    }

    private static boolean holds(CompiledRule rule, JsonNode record) {
        return rule.matches(new JsonRecord(record, rules().paths()));
    }

    /** Through the index, under the log of the record. */
    private static boolean found(CompiledRule rule, JsonNode record) {
        String logged = record.path("category").asText();
        Category category =
                List.of(Category.values()).stream()
                        .filter(each -> each.key().equals(logged.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(Category.AZURE_ACTIVITY);
        List<CompiledRule> matching = new ArrayList<>();
        RuleIndex.of(rules().bind(LISTS))
                .match(category, new JsonRecord(record, rules().paths()), matching::add);
        return matching.stream().anyMatch(each -> each.key().equals(rule.key()));
    }

    private List<JsonNode> firing(CompiledRule rule, String name) {
        String service = String.valueOf(rule.rule().logSource().service());
        if (service.equals("activitylogs")) {
            return operations(rule).stream().<JsonNode>map(PublicRulesTest::arm).toList();
        }
        if (service.equals("riskdetection")) {
            return values(rule).stream().<JsonNode>map(PublicRulesTest::risk).toList();
        }
        return meant.getOrDefault(name, List.of());
    }

    private List<JsonNode> silent(CompiledRule rule, String name) {
        String service = String.valueOf(rule.rule().logSource().service());
        if (service.equals("activitylogs")) {
            String end = rule.readsAllTexts() ? "" : "X";
            return List.of(
                    arm("MICROSOFT.EXAMPLE/OTHERS/WRITE"),
                    arm("X" + operations(rule).get(0).substring(1) + end));
        }
        if (service.equals("riskdetection")) {
            return List.of(risk("somethingElse"), risk(values(rule).get(0) + "s"));
        }
        return others.getOrDefault(name, List.of());
    }

    /** The operations that a rule names; of beginnings and ends, each with each. */
    private static List<String> operations(CompiledRule rule) {
        List<String> starts = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (FieldItem item : items(rule)) {
            (item.has(Modifier.ENDSWITH) ? ends : starts)
                    .addAll(item.values().stream().map(RuleValue::text).toList());
        }
        List<String> all = new ArrayList<>();
        for (String start : starts) {
            for (String end : ends.isEmpty() ? List.of("") : ends) {
                all.add(start + end);
            }
        }
        return all;
    }

    private static List<String> values(CompiledRule rule) {
        return items(rule).stream()
                .flatMap(item -> item.values().stream())
                .map(RuleValue::text)
                .toList();
    }

    private static List<FieldItem> items(CompiledRule rule) {
        List<FieldItem> items = new ArrayList<>();
        rule.rule().detection().selections().values().forEach(each -> collect(each, items));
        return items;
    }

    private static void collect(Selection selection, List<FieldItem> items) {
        if (selection instanceof Selection.AllOf all) {
            all.parts().forEach(part -> collect(part, items));
        } else if (selection instanceof Selection.AnyOf any) {
            any.parts().forEach(part -> collect(part, items));
        } else {
            items.add(((Selection.Item) selection).item());
        }
    }

    private void fires(String rule, JsonNode... records) {
        meant.computeIfAbsent(rule, name -> new ArrayList<>()).addAll(List.of(records));
    }

    private void silent(String rule, JsonNode... records) {
        others.computeIfAbsent(rule, name -> new ArrayList<>()).addAll(List.of(records));
    }

    // --- records

    static ObjectNode arm(String operation) {
        return (ObjectNode)
                json(
                        "{'time':'2026-03-02T13:31:00Z','category':'Administrative','operationName':'"
                                + operation
                                + "','resourceId':'/SUBSCRIPTIONS/S1/RESOURCEGROUPS/G1','resultType':'Success',"
                                + "'identity':{'authorization':{'scope':'/subscriptions/s1','action':'"
                                + operation.toLowerCase(Locale.ROOT)
                                + "'}},'properties':{'eventCategory':'Administrative'}}");
    }

    static ObjectNode risk(String type) {
        return (ObjectNode)
                json(
                        "{'category':'UserRiskEvents','operationName':'User Risk Detection','properties':"
                                + "{'id':'1','riskType':'generic','riskEventType':'"
                                + type
                                + "','riskState':'atRisk','userPrincipalName':'bob@example.com'}}");
    }

    static ObjectNode audit(String operation) {
        return (ObjectNode)
                json(
                        "{'time':'2026-03-02T10:00:00Z','category':'AuditLogs','operationName':'"
                                + operation
                                + "','properties':{'category':'Any','result':'success','resultReason':'',"
                                + "'activityDisplayName':'"
                                + operation
                                + "','loggedByService':'Core Directory','initiatedBy':{'user':{'id':'u1',"
                                + "'userPrincipalName':'eve@example.com'}},'targetResources':[{'id':'t1',"
                                + "'type':'User','displayName':null,'userPrincipalName':'bob@example.com',"
                                + "'modifiedProperties':[]}],'additionalDetails':[]}}");
    }

    static ObjectNode signIn(int code) {
        return (ObjectNode)
                json(
                        "{'time':'2026-03-02T09:05:00Z','category':'SignInLogs','operationName':'Sign-in activity',"
                                + "'resultType':'"
                                + code
                                + "','location':'DE','properties':{'id':'r1','userPrincipalName':'bob@example.com',"
                                + "'status':{'errorCode':"
                                + code
                                + "},'clientAppUsed':'Browser','authenticationRequirement':'singleFactorAuthentication',"
                                + "'authenticationProtocol':'none','riskState':'none','userAgent':'Mozilla/5.0',"
                                + "'deviceDetail':{'deviceId':'d1','trustType':'Azure AD joined'},"
                                + "'networkLocationDetails':[{'networkType':'trustedNamedLocation'}],"
                                + "'appId':'6e3a4f0e-0000-4000-8000-000000000001',"
                                + "'location':{'city':'Berlin','countryOrRegion':'DE'}}}");
    }

    /** With the key of {@code properties} replaced; null takes it away. */
    private static ObjectNode with(ObjectNode record, String key, @Nullable String value) {
        ObjectNode copy = record.deepCopy();
        ObjectNode properties = (ObjectNode) copy.get("properties");
        if (value == null) {
            properties.remove(key);
        } else {
            properties.set(key, json(value));
        }
        return copy;
    }

    private static ObjectNode described(ObjectNode record, String description) {
        ObjectNode copy = record.deepCopy();
        copy.put("resultDescription", description);
        return copy;
    }

    private static ObjectNode changed(ObjectNode record, String name, String before, String now) {
        ObjectNode copy = record.deepCopy();
        ((ArrayNode) copy.at("/properties/targetResources/0/modifiedProperties"))
                .addObject()
                .put("displayName", name)
                .put("oldValue", before)
                .put("newValue", now);
        return copy;
    }

    private static ObjectNode target(ObjectNode record, String key, String value) {
        ObjectNode copy = record.deepCopy();
        ((ObjectNode) copy.at("/properties/targetResources/0")).put(key, value);
        return copy;
    }

    // --- what the authors meant

    private void audit() {
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
