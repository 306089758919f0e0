package io.entracep.rule;

import static io.entracep.rule.Rules.matches;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write in rules for these logs, and the raw record that they mean. */
class PublishedSpellingTest {

    private static final String AUDIT =
            "{'category':'AuditLogs','operationName':'%s','properties':{'activityDisplayName':'%s',%s}}";
    private static final String SIGN_IN =
            "{'category':'SignInLogs','operationName':'Sign-in activity','resultType':'%s',%s}";

    private static String audit(String operation, String more) {
        return AUDIT.formatted(operation, operation, more);
    }

    private static String signIn(String code, String more) {
        return SIGN_IN.formatted(code, more);
    }

    static Stream<Arguments> auditLogs() {
        return Stream.of(
                Arguments.of(
                        "{Status: Admin registered temporary access pass method for user}",
                        audit(
                                "Admin registered security info",
                                "'result':'success','resultReason':'Admin registered temporary access pass method for user'"),
                        audit("Admin registered security info", "'result':'success'")),
                Arguments.of(
                        "{failure_status_reason: Microsoft.online.Security.userConsentBlockedForRiskyAppsExceptions}",
                        audit(
                                "Consent to application",
                                "'resultReason':'Microsoft.Online.Security.UserConsentBlockedForRiskyAppsException'"),
                        audit("Consent to application", "'resultReason':''")),
                Arguments.of(
                        "{Category: UserManagement, Status: Success, Initiatedby: UPN, Target|contains: UPN,"
                                + " ActivityType|contains: Password reset}",
                        audit(
                                "Reset password (self-service)",
                                "'category':'UserManagement','result':'success','initiatedBy':{'user':"
                                        + "{'userPrincipalName':'bob@example.com'}},'targetResources':"
                                        + "[{'userPrincipalName':'bob@example.com'}]"),
                        audit(
                                "Reset password (self-service)",
                                "'category':'UserManagement','result':'success','initiatedBy':{'app':"
                                        + "{'displayName':'x'}},'targetResources':"
                                        + "[{'userPrincipalName':'bob@example.com'}]")),
                Arguments.of(
                        "{LoggedByService: AAD Management UX, Category: Policy, OperationName: Update risk and MFA registration policy}",
                        audit(
                                "Update risk and MFA registration policy",
                                "'loggedByService':'AAD Management UX','category':'Policy'"),
                        audit(
                                "Update risk and MFA registration policy",
                                "'loggedByService':'PIM','category':'Policy'")),
                Arguments.of(
                        "{TargetResources.ModifiedProperties.DisplayName: x, TargetResources.ModifiedProperties.NewValue|endswith: y}",
                        audit(
                                "Update user",
                                "'targetResources':[{'modifiedProperties':[{'displayName':'X','newValue':'\\'ay\\''}]}]"),
                        audit(
                                "Update user",
                                "'targetResources':[{'modifiedProperties':[{'displayName':'X','newValue':'\\'yb\\''}]}]")),
                Arguments.of(
                        "{properties.message: Add memmber to role completed (PIM aciviation)}",
                        audit("Add member to role completed (PIM activation)", "'x':1"),
                        audit("Add member to role requested (PIM activation)", "'x':1")));
    }

    @ParameterizedTest
    @MethodSource("auditLogs")
    void ofTheAuditLog(String selection, String meant, String other) {
        holdsOf("auditlogs", selection, meant, other);
    }

    static Stream<Arguments> signIns() {
        return Stream.of(
                Arguments.of(
                        "{Status: Success, DeviceDetail.isCompliant: 'false'}",
                        signIn("0", "'properties':{'deviceDetail':{'deviceId':'d'}}"),
                        signIn("0", "'properties':{'deviceDetail':{'isCompliant':true}}")),
                Arguments.of(
                        "{Status: Success}",
                        signIn("0", "'properties':{'status':{'errorCode':0}}"),
                        signIn("50126", "'properties':{'status':{'errorCode':50126}}")),
                Arguments.of(
                        "{Status: failure}",
                        signIn("50126", "'properties':{'status':{'errorCode':50126}}"),
                        signIn("0", "'properties':{'status':{'errorCode':0}}")),
                Arguments.of(
                        "{AuthenticationRequirement: multiFactorAuthentication, Status|contains: MFA Denied}",
                        signIn(
                                "500121",
                                "'properties':{'authenticationRequirement':'multiFactorAuthentication','status':"
                                        + "{'additionalDetails':'MFA denied; user declined the authentication'}}"),
                        signIn(
                                "0",
                                "'properties':{'authenticationRequirement':'multiFactorAuthentication','status':"
                                        + "{'additionalDetails':'MFA completed in Azure AD'}}")),
                Arguments.of(
                        "{ResultType: 50074, ResultDescription|contains: Strong Auth required}",
                        signIn("50074", "'resultDescription':'Strong Authentication is required.'"),
                        signIn("0", "'resultDescription':'Strong Authentication is required.'")),
                Arguments.of(
                        "{ResultType: 53003, Resultdescription: Blocked by Conditional Access}",
                        signIn(
                                "53003",
                                "'resultDescription':'Access has been blocked by Conditional Access policies.'"),
                        signIn("50126", "'resultDescription':'x'")),
                Arguments.of(
                        "{properties.message: ROPC}",
                        signIn("0", "'properties':{'authenticationProtocol':'ropc'}"),
                        signIn("0", "'properties':{'authenticationProtocol':'none'}")),
                Arguments.of(
                        "{ResourceDisplayName: Device Registration Service, conditionalAccessStatus: success}",
                        signIn(
                                "0",
                                "'properties':{'resourceDisplayName':'Device Registration Service','conditionalAccessStatus':'success'}"),
                        signIn(
                                "0",
                                "'properties':{'resourceDisplayName':'Device Registration Service','conditionalAccessStatus':'notApplied'}")));
    }

    @ParameterizedTest
    @MethodSource("signIns")
    void ofSignIns(String selection, String meant, String other) {
        holdsOf("signinlogs", selection, meant, other);
    }

    static Stream<Arguments> activity() {
        return Stream.of(
                Arguments.of(
                        "{CategoryValue: Administrative, ResourceProviderValue: Microsoft.ADHybridHealthService,"
                                + " ResourceId|contains: AdFederationService,"
                                + " OperationNameValue: Microsoft.ADHybridHealthService/services/servicemembers/action}",
                        "{'category':'Action','operationName':'MICROSOFT.ADHYBRIDHEALTHSERVICE/SERVICES/SERVICEMEMBERS/ACTION',"
                                + "'resourceId':'/PROVIDERS/MICROSOFT.ADHYBRIDHEALTHSERVICE/SERVICES/ADFEDERATIONSERVICE-X'}",
                        "{'category':'Action','operationName':'MICROSOFT.ADHYBRIDHEALTHSERVICE/SERVICES/SERVICEMEMBERS/ACTION',"
                                + "'resourceId':'/PROVIDERS/MICROSOFT.ADHYBRIDHEALTHSERVICE/SERVICES/OTHER'}"),
                Arguments.of(
                        "{properties.message: [Delete device, Update device]}",
                        audit("Update device", "'x':1"),
                        audit("Add device", "'x':1")),
                Arguments.of(
                        "{ActivityStatusValue: Success, Caller: eve@example.com}",
                        "{'category':'Write','operationName':'A/B/WRITE','resultType':'Success','identity':{'claims':"
                                + "{'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn':'eve@example.com'}}}",
                        "{'category':'Write','operationName':'A/B/WRITE','resultType':'Start','Caller':'eve@example.com'}"));
    }

    @ParameterizedTest
    @MethodSource("activity")
    void ofTheActivityLog(String selection, String meant, String other) {
        holdsOf("activitylogs", selection, meant, other);
    }

    @ParameterizedTest
    @MethodSource("movedToAnotherLog")
    void aRuleAboutTheWrongLogMovesToTheRightOne(String selection) {
        CompiledRule rule = Rules.only("activitylogs", "s: " + selection + "\ncondition: s");
        assertThat(rule.categories()).contains(io.entracep.event.Category.AUDIT);
    }

    static Stream<String> movedToAnotherLog() {
        return Stream.of("{properties.message: [Delete device, Update device configuration]}");
    }

    private static void holdsOf(String service, String selection, String meant, String other) {
        CompiledRule rule = Rules.only(service, "s: " + selection + "\ncondition: s");
        assertThat(rule.canMatch()).isTrue();
        assertThat(matches(rule, meant)).as(meant).isTrue();
        assertThat(matches(rule, other)).as(other).isFalse();
    }
}
