package io.entracep.decode;

import io.entracep.event.Category;
import io.entracep.event.Device;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.SignIn;
import org.jspecify.annotations.Nullable;

/** What the sign-in logs tell. */
final class SignInParts {

    /** A record that gives no code; no code of the vendor is negative. */
    static final int NO_CODE = -1;

    private SignInParts() {}

    /** {@code status.errorCode}, else the envelope's {@code resultType} where it is a number. */
    static int errorCode(RawRecord record) {
        int code = Numbers.parseInt(Values.present(record.get(Field.ERROR_CODE)), NO_CODE);
        return code >= 0
                ? code
                : Math.max(NO_CODE, Numbers.parseInt(record.present(Field.RESULT_TYPE), NO_CODE));
    }

    /** By the code; by the envelope's signature where there is none. */
    static Outcome outcome(RawRecord record, int code) {
        return code == NO_CODE
                ? Outcomes.ofText(record.present(Field.RESULT_SIGNATURE))
                : ErrorCodes.outcome(code);
    }

    /** The workload in the logs of workloads, else the person; null where neither is named. */
    static @Nullable Party actor(RawRecord record, Category category) {
        String principalId = Values.id(record.get(Field.SERVICE_PRINCIPAL_ID));
        String userId = Values.id(record.get(Field.USER_ID));
        if (userId == null ? principalId != null : principalId != null && isWorkload(category)) {
            return new Party(
                    "ServicePrincipal",
                    principalId,
                    Values.first(
                            record.get(Field.SERVICE_PRINCIPAL_NAME), record.get(Field.APP_NAME)));
        }
        String name = Values.userPrincipalName(record.get(Field.USER_NAME), userId);
        if (name == null) {
            name = record.present(Field.DISPLAY_NAME);
        }
        if (userId != null || name != null) {
            return new Party("User", userId, name);
        }
        String workload = record.present(Field.SERVICE_PRINCIPAL_NAME);
        return workload == null ? null : new Party("ServicePrincipal", null, workload);
    }

    /** {@link Device#NONE} where nothing is known. */
    static Device device(RawRecord record) {
        Device device =
                new Device(
                        Values.id(record.get(Field.DEVICE_ID)),
                        record.present(Field.DEVICE_NAME),
                        record.present(Field.DEVICE_SYSTEM),
                        record.present(Field.DEVICE_BROWSER),
                        record.present(Field.DEVICE_TRUST),
                        "true".equalsIgnoreCase(record.get(Field.DEVICE_COMPLIANT)),
                        "true".equalsIgnoreCase(record.get(Field.DEVICE_MANAGED)));
        return device.equals(Device.NONE) ? Device.NONE : device;
    }

    static SignIn signIn(RawRecord record, Category category, int code) {
        Steps steps = record.steps;
        String status = record.present(Field.STATUS_DETAIL);
        String alternate = Values.lower(record.get(Field.ALTERNATE_NAME));
        return new SignIn(
                code,
                // Where only a step tells of a factor given earlier, it is the sign-in's status.
                status != null ? status : steps.claim(),
                Values.id(record.get(Field.APP_ID)),
                record.present(Field.APP_NAME),
                resource(record),
                record.present(Field.RESOURCE_NAME),
                record.present(Field.CLIENT_APP),
                record.present(Field.REQUIREMENT),
                record.present(Field.PROTOCOL),
                record.present(Field.INCOMING_TOKEN),
                steps.methods(),
                steps.failures(),
                mfaCompleted(record, code, status),
                category == Category.SIGN_IN || category == Category.ADFS_SIGN_IN,
                Values.lower(record.get(Field.USER_TYPE)),
                record.present(Field.SESSION_ID),
                alternate != null ? alternate : Values.lower(record.get(Field.SIGN_IN_IDENTIFIER)),
                record.present(Field.CREDENTIAL_ID),
                riskLevel(record, category),
                conditionalAccess(record),
                code == ErrorCodes.LOCKED_OUT && isAddressBlocked(record),
                code == 0 ? null : record.present(Field.ORIGINAL_REQUEST_ID));
    }

    /**
     * Which of the two meanings of 50053 it is: "Sign-in was blocked because it came from an IP
     * address with malicious activity", or a text about the account. Whatever says neither, or as
     * the vendor's list of codes does both, is taken for a locked account.
     */
    private static boolean isAddressBlocked(RawRecord record) {
        String texts =
                Values.lowerCase(
                        record.get(Field.FAILURE_REASON)
                                + " "
                                + record.get(Field.RESULT_DESCRIPTION));
        return texts.contains("ip address") && !texts.contains("account is locked");
    }

    /**
     * A method in the details is that of an attempt: it counts only where the sign-in succeeded.
     */
    private static boolean mfaCompleted(RawRecord record, int code, @Nullable String status) {
        if (record.steps.secondFactorCompleted() || Steps.isCompletion(status)) {
            return true;
        }
        boolean claimed = status != null && Steps.startsWith(status, "MFA requirement satisfied");
        return code == ErrorCodes.SUCCESS && !claimed && record.present(Field.MFA_METHOD) != null;
    }

    /** In the shapes without an envelope a path in its place is the log's own resource. */
    private static @Nullable String resource(RawRecord record) {
        String resource = Values.id(record.inner.get(Field.RESOURCE_ID));
        if (resource == null) {
            resource = Values.id(record.get(Field.RESOURCE_IDENTITY));
        }
        if (resource == null && !record.hasProperties()) {
            resource = Values.id(record.outer.get(Field.RESOURCE_ID));
            return resource == null || resource.startsWith("/") ? null : resource;
        }
        return resource;
    }

    /** Records of workloads have a level even where the state says that there is no risk. */
    private static @Nullable String riskLevel(RawRecord record, Category category) {
        return isWorkload(category) && Values.risk(record.get(Field.RISK_STATE)) == null
                ? null
                : Values.risk(record.get(Field.RISK_DURING_SIGN_IN));
    }

    /** Very old exports have numbers. */
    private static @Nullable String conditionalAccess(RawRecord record) {
        String status = Values.lower(record.get(Field.CONDITIONAL_ACCESS));
        if (status == null) {
            return null;
        }
        return switch (status) {
            case "0" -> "success";
            case "1" -> "failure";
            case "2" -> "notapplied";
            default -> status;
        };
    }

    private static boolean isWorkload(Category category) {
        return !category.isUserSignIn();
    }
}
