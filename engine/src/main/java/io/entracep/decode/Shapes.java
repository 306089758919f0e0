package io.entracep.decode;

import static io.entracep.decode.Field.*;

import io.entracep.decode.Slot.Kind;

/**
 * The keys that are read, in one place. Sources: Microsoft's schema pages of the Entra and Azure
 * Activity logs, of Microsoft Graph and of the Log Analytics tables, and raw records.
 */
final class Shapes {

    private static final String CLAIM = "http://schemas.microsoft.com/identity/claims/";
    private static final String XML_CLAIM =
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private Shapes() {}

    /**
     * A record as it stands in a message: the envelope and, for records that have none (Graph, Log
     * Analytics), everything that else stands under {@code properties}.
     */
    static Shape record(Shape properties) {
        return new Shape()
                .put(Kind.RECORDS, null, null, "records", "value")
                .put(Kind.PROPERTIES, null, properties, "properties")
                .text(NEXT_LINK, "@odata.nextLink", "nextLink", "odata.nextLink")
                .text(TIME, "time", "eventTimestamp")
                .text(TIME_GENERATED, "TimeGenerated")
                .text(CREATED_TIME, "createdDateTime")
                .text(OPERATION, "operationName", "OperationNameValue")
                .text(CATEGORY, "category", "CategoryValue")
                .text(TABLE, "Type")
                .text(RESOURCE_ID, "resourceId", "_ResourceId")
                .text(AAD_TENANT, "AADTenantId")
                .text(RESULT_TYPE, "resultType", "ActivityStatusValue")
                .text(RESULT_SIGNATURE, "resultSignature")
                .text(CALLER, "Caller")
                .objectOrText(IDENTITY, identity(), "identity")
                .object(claims(), "Claims")
                .object(authorization(), "Authorization")
                .object(new Shape().text(CALLER_IP, "clientIpAddress"), "httpRequest")
                .with(properties);
    }

    /** What stands under {@code properties}. */
    static Shape properties() {
        Shape shape = new Shape();
        common(shape);
        signIn(shape);
        audit(shape);
        risk(shape);
        azureActivity(shape);
        provisioning(shape);
        graphActivity(shape);
        return shape;
    }

    private static void common(Shape shape) {
        shape.text(ID, "id")
                .text(CATEGORY, "category")
                .text(CORRELATION_ID, "correlationId")
                .text(TENANT, "tenantId")
                .text(RESOURCE_TENANT, "resourceTenantId")
                .text(HOME_TENANT, "homeTenantId")
                .text(RESOURCE_ID, "resourceId")
                .text(OPERATION, "operationName")
                .text(RESULT_DESCRIPTION, "resultDescription")
                .text(IP, "ipAddress")
                .text(CALLER_IP, "callerIpAddress")
                .text(USER_AGENT, "userAgent")
                .objectOrText(LOCATION, location(), "location", "LocationDetails");
    }

    private static void signIn(Shape shape) {
        shape.text(CREATED_TIME, "createdDateTime")
                .text(USER_ID, "userId", "UserPrincipalObjectID")
                .text(USER_NAME, "userPrincipalName")
                .text(DISPLAY_NAME, "userDisplayName")
                .text(ALTERNATE_NAME, "alternateSignInName")
                .text(SIGN_IN_IDENTIFIER, "signInIdentifier")
                .text(SERVICE_PRINCIPAL_ID, "servicePrincipalId")
                .text(SERVICE_PRINCIPAL_NAME, "servicePrincipalName", "servicePrincipalDisplayName")
                .text(PLAIN_NAME, "displayName")
                .text(CREDENTIAL_ID, "servicePrincipalCredentialKeyId")
                .text(APP_ID, "appId")
                .text(APP_NAME, "appDisplayName")
                .text(RESOURCE_IDENTITY, "ResourceIdentity")
                .text(RESOURCE_NAME, "resourceDisplayName")
                .text(CLIENT_APP, "clientAppUsed")
                .text(REQUIREMENT, "authenticationRequirement")
                .text(PROTOCOL, "authenticationProtocol")
                .text(INCOMING_TOKEN, "incomingTokenType")
                .text(USER_TYPE, "userType")
                .text(SESSION_ID, "sessionId")
                .text(ORIGINAL_REQUEST_ID, "originalRequestId")
                .text(RISK_DURING_SIGN_IN, "riskLevelDuringSignIn")
                .text(CONDITIONAL_ACCESS, "conditionalAccessStatus")
                .text(IS_INTERACTIVE, "isInteractive")
                .text(ASN, "autonomousSystemNumber")
                .texts(SIGN_IN_EVENT_TYPES, "signInEventTypes")
                .objectOrText(
                        STATUS,
                        new Shape()
                                .text(ERROR_CODE, "errorCode")
                                .text(STATUS_DETAIL, "additionalDetails")
                                .text(FAILURE_REASON, "failureReason"),
                        "status")
                .object(
                        new Shape()
                                .text(DEVICE_ID, "deviceId")
                                .text(DEVICE_NAME, "displayName")
                                .text(DEVICE_SYSTEM, "operatingSystem")
                                .text(DEVICE_BROWSER, "browser")
                                .text(DEVICE_TRUST, "trustType")
                                .text(DEVICE_COMPLIANT, "isCompliant")
                                .text(DEVICE_MANAGED, "isManaged"),
                        "deviceDetail")
                .object(new Shape().text(MFA_METHOD, "authMethod"), "mfaDetail")
                .put(
                        Kind.STEPS,
                        null,
                        new Shape()
                                .text(STEP_METHOD, "authenticationMethod")
                                .text(STEP_SUCCEEDED, "succeeded")
                                .text(STEP_RESULT, "authenticationStepResultDetail")
                                .text(STEP_REQUIREMENT, "authenticationStepRequirement"),
                        "authenticationDetails");
    }

    private static void audit(Shape shape) {
        Shape change =
                new Shape()
                        .text(KEY, "displayName", "name")
                        .put(Kind.DOCUMENT, OLD_VALUE, null, "oldValue")
                        .put(Kind.DOCUMENT, NEW_VALUE, null, "newValue");
        Shape target =
                new Shape()
                        .text(TARGET_ID, "id")
                        .text(TARGET_KIND, "type")
                        .text(TARGET_NAME, "displayName")
                        .text(USER_NAME, "userPrincipalName")
                        .put(Kind.CHANGES, null, change, "modifiedProperties");
        Shape user =
                new Shape()
                        .text(INITIATOR_USER_ID, "id")
                        .text(INITIATOR_USER_NAME, "userPrincipalName")
                        .text(INITIATOR_USER_DISPLAY_NAME, "displayName")
                        .text(INITIATOR_USER_IP, "ipAddress");
        Shape app =
                new Shape()
                        .text(INITIATOR_APP_ID, "appId")
                        .text(INITIATOR_APP_NAME, "displayName")
                        .text(INITIATOR_APP_PRINCIPAL, "servicePrincipalId");
        Shape pair = new Shape().text(KEY, "key").put(Kind.DOCUMENT, VALUE, null, "value");
        shape.text(ACTIVITY_TIME, "activityDateTime")
                .text(ACTIVITY, "activityDisplayName")
                .text(RESULT, "result")
                .text(RESULT_REASON, "resultReason")
                .text(SERVICE, "loggedByService")
                .text(OPERATION_TYPE, "operationType", "AADOperationType")
                .text(OLD_TARGET_TYPE, "targetResourceType")
                .text(OLD_TARGET_NAME, "targetResourceName")
                .object(
                        new Shape()
                                .object(user, "user")
                                .object(app, "app")
                                .object(
                                        new Shape()
                                                .text(INITIATOR_SESSION, "sessionId")
                                                .text(INITIATOR_DEVICE, "deviceId"),
                                        "linkableIdentifiers")
                                .text(INITIATOR_ID, "id")
                                .text(INITIATOR_NAME, "name")
                                .text(INITIATOR_KIND, "type"),
                        "initiatedBy")
                .put(Kind.TARGETS, null, target, "targetResources")
                .put(Kind.PLAIN_CHANGES, null, change, "modifiedProperties")
                .put(Kind.PLAIN_CHANGES, null, change, "targetUpdatedProperties")
                .put(Kind.PAIRS, null, pair, "additionalDetails", "additionalInfo");
    }

    private static void risk(Shape shape) {
        shape.text(RISK_TYPE, "riskType")
                .text(RISK_EVENT_TYPE, "riskEventType")
                .text(RISK_LEVEL, "riskLevel")
                .text(RISK_STATE, "riskState")
                .text(RISK_DETAIL, "riskDetail")
                .text(REQUEST_ID, "requestId")
                .text(DETECTED_TIME, "detectedDateTime")
                .text(LAST_UPDATED, "lastUpdatedDateTime")
                .text(RISK_LAST_UPDATED, "riskLastUpdatedDateTime");
    }

    private static void azureActivity(Shape shape) {
        Shape inside = new Shape();
        activity(inside);
        activity(shape);
        shape.object(inside, "Content");
    }

    private static void activity(Shape shape) {
        Shape assignment =
                new Shape()
                        .text(PRINCIPAL_ID, "principalId")
                        .text(ROLE_DEFINITION_ID, "roleDefinitionId")
                        .text(REQUEST_TYPE, "requestType")
                        .text(PRINCIPAL_TYPE, "principalType")
                        .text(SCOPE, "scope");
        Shape body = new Shape().object(assignment, "properties").with(assignment);
        shape.put(Kind.DOCUMENT, REQUEST_BODY, body, "requestbody")
                .object(body, "responseBody")
                .text(EVENT_NAME, "EventName")
                .text(SUBJECT_ID, "SubjectId")
                .text(SUBJECT_NAME, "SubjectName")
                .text(JUSTIFICATION, "Justification")
                .text(ACTION_TYPE, "ActionType")
                .text(ROLE_DEFINITION_ORIGIN_ID, "RoleDefinitionOriginId")
                .text(ROLE_DEFINITION_NAME, "RoleDefinition")
                .put(
                        Kind.PAIRS,
                        null,
                        new Shape()
                                .text(KEY, "CallerIdentityType")
                                .text(VALUE, "CallerIdentityValue"),
                        "CallerInfo")
                .text(ROLE_ASSIGNMENT_REQUEST_ID, "RoleAssignmentRequestId")
                .text(MESSAGE, "message");
    }

    private static void provisioning(Shape shape) {
        shape.text(ACTION, "action")
                .text(PROVISIONING_ACTION, "provisioningAction")
                .text(JOB_ID, "jobId")
                .text(CHANGE_ID, "changeId")
                .object(
                        new Shape()
                                .text(SERVICE_PRINCIPAL_ID, "id")
                                .text(SERVICE_PRINCIPAL_NAME, "name"),
                        "servicePrincipal")
                .object(
                        new Shape()
                                .text(SOURCE_ID, "id")
                                .text(SOURCE_NAME, "name")
                                .text(SOURCE_KIND, "identityType")
                                .object(
                                        new Shape().text(SOURCE_USER_NAME, "userPrincipalName"),
                                        "details"),
                        "sourceIdentity")
                .object(
                        new Shape()
                                .text(TARGET_ID, "id")
                                .text(TARGET_NAME, "name")
                                .text(TARGET_KIND, "identityType"),
                        "targetIdentity")
                .object(new Shape().text(STATUS, "status"), "provisioningStatusInfo");
    }

    private static void graphActivity(Shape shape) {
        shape.text(TIME_GENERATED, "timeGenerated")
                .text(REQUEST_METHOD, "requestMethod", "httpMethod")
                .text(REQUEST_URI, "requestUri")
                .text(RESPONSE_STATUS, "responseStatusCode", "httpStatusCode")
                .text(CLIENT_AUTH_METHOD, "clientAuthMethod")
                .text(SCOPES, "scopes")
                .text(ROLES, "roles")
                .text(SIGN_IN_ACTIVITY_ID, "signInActivityId")
                .text(TOKEN_SESSION_ID, "C_Sid")
                .text(TOKEN_DEVICE_ID, "C_DeviceId")
                .text(TOKEN_KIND, "C_Idtyp");
    }

    private static Shape location() {
        return new Shape()
                .text(CITY, "city")
                .text(STATE, "state")
                .text(COUNTRY, "countryOrRegion")
                .object(
                        new Shape().text(LATITUDE, "latitude").text(LONGITUDE, "longitude"),
                        "geoCoordinates");
    }

    private static Shape identity() {
        return new Shape()
                .object(claims(), "claims", "claim")
                .object(authorization(), "authorization");
    }

    private static Shape authorization() {
        return new Shape().text(AUTHORIZATION_SCOPE, "scope").text(AUTHORIZATION_ACTION, "action");
    }

    /** PowerShell's Az module puts what has names of its own under {@code Content}. */
    private static Shape claims() {
        return tokenClaims().object(tokenClaims(), "Content");
    }

    private static Shape tokenClaims() {
        return new Shape()
                .text(CLAIM_OBJECT_ID, CLAIM + "objectidentifier")
                .text(CLAIM_TENANT, CLAIM + "tenantid")
                .text(CLAIM_UPN, XML_CLAIM + "upn")
                .text(CLAIM_NAME, XML_CLAIM + "name")
                .text(CLAIM_EMAIL, XML_CLAIM + "emailaddress")
                .text(CLAIM_APP_ID, "appid")
                .text(CLAIM_IP, "ipaddr")
                .text(CLAIM_KIND, "idtyp");
    }
}
