package io.entracep.event;

import org.jspecify.annotations.Nullable;

/**
 * What only sign-in records tell.
 *
 * @param errorCode result code, 0 is success; see {@code ErrorCodes}
 * @param statusDetail {@code status.additionalDetails}, null where absent
 * @param appId application signed in with, null where absent
 * @param appName its display name, null where absent
 * @param resourceId resource asked for, null where absent
 * @param resourceName its display name, null where absent
 * @param clientApp {@code clientAppUsed}, null where absent
 * @param requirement {@code singleFactorAuthentication}, {@code multiFactorAuthentication}, null
 *     where absent
 * @param protocol {@code authenticationProtocol}, null where absent
 * @param incomingToken {@code incomingTokenType}, null where absent
 * @param method methods of the authentication steps, comma separated, without {@code Previously
 *     satisfied}; null where none was used
 * @param stepDetail result texts of failed steps other than those in progress, comma separated,
 *     null where none
 * @param mfaCompleted a step, {@code mfaDetail} or the status says that a second factor was
 *     completed in this sign-in
 * @param interactive whether the category is interactive (the {@code isInteractive} field can
 *     disagree and is not trusted)
 * @param userType {@code member} or {@code guest}, null where absent
 * @param sessionId null where absent
 * @param alternateName name that the person typed, lower case, null where absent
 * @param credentialId key id of a service principal's credential, null where absent
 * @param riskLevel {@code riskLevelDuringSignIn} in lower case, null where absent, none or hidden
 * @param conditionalAccess {@code success}, {@code failure}, {@code notapplied} in lower case, null
 *     where absent
 * @param addressBlocked code 50053 where {@code status.failureReason} says that the address is
 *     blocked as malicious, and not that the account is locked
 * @param originalRequestId first request of the attempt that the record is a step of, null where
 *     absent and for a success, which ends it
 */
public record SignIn(
        int errorCode,
        @Nullable String statusDetail,
        @Nullable String appId,
        @Nullable String appName,
        @Nullable String resourceId,
        @Nullable String resourceName,
        @Nullable String clientApp,
        @Nullable String requirement,
        @Nullable String protocol,
        @Nullable String incomingToken,
        @Nullable String method,
        @Nullable String stepDetail,
        boolean mfaCompleted,
        boolean interactive,
        @Nullable String userType,
        @Nullable String sessionId,
        @Nullable String alternateName,
        @Nullable String credentialId,
        @Nullable String riskLevel,
        @Nullable String conditionalAccess,
        boolean addressBlocked,
        @Nullable String originalRequestId) {}
