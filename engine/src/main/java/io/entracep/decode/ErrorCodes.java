package io.entracep.decode;

import static io.entracep.decode.ErrorCodes.Kind.APPLICATION;
import static io.entracep.decode.ErrorCodes.Kind.FAILED;
import static io.entracep.decode.ErrorCodes.Kind.INTERRUPTED;
import static io.entracep.decode.ErrorCodes.Kind.SUCCEEDED;
import static io.entracep.decode.ErrorCodes.Password.INVALID;
import static io.entracep.decode.ErrorCodes.Password.SILENT;
import static io.entracep.decode.ErrorCodes.Password.UNPROVEN;
import static io.entracep.decode.ErrorCodes.Password.VALID;

import io.entracep.event.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Result codes of sign-ins, sorted into what they say about the attempt and about the password.
 *
 * <p>Sources: the vendor's list of AADSTS error codes for the meanings; for what a code proves, the
 * public spray and brute-force templates of Microsoft Sentinel where they list it, else inference.
 * The vendor adds and splits numbers: a number that is not known here is a failure that proves
 * nothing ({@link #isKnown} tells). Codes are read as numbers only, never by their text, but for
 * the two meanings of {@link #LOCKED_OUT}, which no number tells.
 */
public final class ErrorCodes {

    public static final int SUCCESS = 0;
    public static final int DEVICE_PLATFORM_NOT_SUPPORTED = 50005;
    public static final int USER_NOT_FOUND = 50034;

    /**
     * Locked by smart lockout, or the address is blocked as malicious: {@code
     * SignIn.addressBlocked()}.
     */
    public static final int LOCKED_OUT = 50053;

    public static final int PASSWORD_EXPIRED = 50055;
    public static final int PASSWORD_NULL = 50056;
    public static final int ACCOUNT_DISABLED = 50057;

    /** A silent probe for a session; says nothing. */
    public static final int NO_SESSION = 50058;

    public static final int DEVICE_AUTHENTICATION_REQUIRED = 50097;
    public static final int RESET_OR_REGISTRATION_INTERRUPT = 50125;
    public static final int WRONG_PASSWORD = 50126;
    public static final int CONDITIONAL_ACCESS_FAILED = 50131;
    public static final int KEEP_ME_SIGNED_IN = 50140;
    public static final int BROWSER_TOKEN_MISSING = 50168;
    public static final int FRESH_TOKEN_NEEDED = 50173;

    /** The second factor was asked for and failed or was denied. */
    public static final int MFA_FAILED = 500121;

    public static final int DEVICE_NOT_COMPLIANT = 53000;
    public static final int DEVICE_NOT_DOMAIN_JOINED = 53001;
    public static final int APPLICATION_NOT_APPROVED = 53002;
    public static final int BLOCKED_BY_CONDITIONAL_ACCESS = 53003;
    public static final int BLOCKED_BY_TENANT_POLICY = 530032;
    public static final int DELEGATED_ADMIN_BLOCKED = 530034;
    public static final int INVALID_GRANT = 70000;
    public static final int REFRESH_TOKEN_EXPIRED = 70008;

    /** The device code was shown and nobody has entered it yet. */
    public static final int DEVICE_CODE_PENDING = 70016;

    public static final int SIGN_IN_FREQUENCY_TOKEN = 70043;
    public static final int SIGN_IN_FREQUENCY_SESSION = 70044;
    public static final int REFRESH_TOKEN_INACTIVE = 700082;
    public static final int SPA_TOKEN_EXPIRED = 700084;

    /** What a code says about the attempt. */
    enum Kind {
        SUCCEEDED,
        /** A step of a flow; what follows shares the correlation id. */
        INTERRUPTED,
        FAILED,
        /** An error of protocol or application; says nothing about the user. */
        APPLICATION
    }

    /** What a code says about the password. */
    enum Password {
        VALID,
        INVALID,
        UNPROVEN,
        SILENT
    }

    private record Meaning(Kind kind, Password password) {}

    private static final Meaning SUCCESSFUL = new Meaning(SUCCEEDED, VALID);
    private static final Meaning UNKNOWN = new Meaning(FAILED, SILENT);
    private static final Map<Integer, Meaning> MEANINGS = meanings();

    private static final Set<Integer> SUCCESS_LIKE =
            Set.of(
                    SUCCESS,
                    RESET_OR_REGISTRATION_INTERRUPT,
                    KEEP_ME_SIGNED_IN,
                    SIGN_IN_FREQUENCY_TOKEN,
                    SIGN_IN_FREQUENCY_SESSION);
    private static final Set<Integer> WRONG_PASSWORD_CODES =
            Set.of(WRONG_PASSWORD, LOCKED_OUT, PASSWORD_EXPIRED, PASSWORD_NULL);
    private static final Set<Integer> CONDITIONAL_ACCESS =
            Set.of(
                    DEVICE_NOT_COMPLIANT,
                    DEVICE_NOT_DOMAIN_JOINED,
                    APPLICATION_NOT_APPROVED,
                    BLOCKED_BY_CONDITIONAL_ACCESS,
                    BLOCKED_BY_TENANT_POLICY,
                    DELEGATED_ADMIN_BLOCKED,
                    CONDITIONAL_ACCESS_FAILED,
                    DEVICE_PLATFORM_NOT_SUPPORTED,
                    DEVICE_AUTHENTICATION_REQUIRED);
    private static final Set<Integer> NOT_COUNTED =
            Set.of(
                    NO_SESSION,
                    KEEP_ME_SIGNED_IN,
                    BROWSER_TOKEN_MISSING,
                    FRESH_TOKEN_NEEDED,
                    INVALID_GRANT,
                    REFRESH_TOKEN_EXPIRED,
                    SIGN_IN_FREQUENCY_TOKEN,
                    SIGN_IN_FREQUENCY_SESSION,
                    REFRESH_TOKEN_INACTIVE,
                    SPA_TOKEN_EXPIRED,
                    DEVICE_CODE_PENDING);

    private ErrorCodes() {}

    /** How the attempt ended; application errors and unknown numbers are failures. */
    public static Outcome outcome(int code) {
        return switch (meaning(code).kind()) {
            case SUCCEEDED -> Outcome.SUCCESS;
            case INTERRUPTED -> Outcome.INTERRUPT;
            case FAILED, APPLICATION -> Outcome.FAILURE;
        };
    }

    /**
     * Whether the number is listed here. Others should be counted: the vendor may have added one.
     */
    public static boolean isKnown(int code) {
        return MEANINGS.containsKey(code);
    }

    /** An error of protocol or application that says nothing about the user. */
    public static boolean isApplicationError(int code) {
        return meaning(code).kind() == APPLICATION;
    }

    /** The first factor was accepted, whatever stopped the sign-in afterwards. */
    public static boolean provesPassword(int code) {
        return meaning(code).password() == VALID;
    }

    /** The secret (a password, a client's secret or certificate) was refused. */
    public static boolean refutesPassword(int code) {
        return meaning(code).password() == INVALID;
    }

    /** Failures of password guessing against an account that exists. */
    public static boolean isWrongPassword(int code) {
        return WRONG_PASSWORD_CODES.contains(code);
    }

    /** What a spray produces: wrong passwords, names that do not exist, disabled accounts. */
    public static boolean isSprayFailure(int code) {
        return isWrongPassword(code) || code == USER_NOT_FOUND || code == ACCOUNT_DISABLED;
    }

    /** Token life cycle, silent probes and application errors: left out of failure totals. */
    public static boolean isIgnoredInFailureCounts(int code) {
        return NOT_COUNTED.contains(code) || isApplicationError(code);
    }

    /** Codes that "then a success" rules accept. */
    public static boolean isSuccessLike(int code) {
        return SUCCESS_LIKE.contains(code);
    }

    /** Stopped by Conditional Access or its kin. */
    public static boolean isConditionalAccess(int code) {
        return CONDITIONAL_ACCESS.contains(code);
    }

    private static Meaning meaning(int code) {
        return code == SUCCESS ? SUCCESSFUL : MEANINGS.getOrDefault(code, UNKNOWN);
    }

    private static Map<Integer, Meaning> meanings() {
        Map<Integer, Meaning> meanings = new TreeMap<>();
        put(meanings, SUCCEEDED, VALID, SUCCESS);
        put(meanings, INTERRUPTED, VALID, 50055, 50072, 50074, 50076, 50078, 50079, 50125, 50127);
        put(meanings, INTERRUPTED, VALID, 50129, 50135, 50140, 50158, 502031, 65001, 90094, 90095);
        put(meanings, INTERRUPTED, UNPROVEN, 50089, 50097, 50199, 399218);
        put(meanings, INTERRUPTED, SILENT, 16000, 16001, 50058, 50168, 70016, 70043, 70044);
        put(meanings, FAILED, VALID, 50005, 50057, 50088, 50105, 50131, 50144, 50155, 50161);
        put(meanings, FAILED, VALID, 500121, 53000, 53001, 53002, 53003, 53004, 53010, 53011);
        put(meanings, FAILED, VALID, 530032, 530034, 530035, 65004, 80012);
        put(meanings, FAILED, INVALID, 50012, 50056, 50064, 50126, 70002, 700027, 7000215, 120000);
        put(meanings, FAILED, UNPROVEN, 50053, 50132, 50133, 50177, 50178, 500021, 500022);
        put(meanings, FAILED, UNPROVEN, 500212, 500213, 54000, 135011);
        put(meanings, FAILED, SILENT, 16003, 50014, 50020, 50034, 50059, 50128, 50173, 50180);
        put(meanings, FAILED, SILENT, 51004, 70000, 70008, 700082, 700084, 70018, 70019, 7000222);
        put(meanings, FAILED, SILENT, 80001, 80002, 80005, 80007, 80010, 80014, 90072);
        put(meanings, FAILED, SILENT, 81004, 81005, 81006, 81007, 81008, 81009, 81010, 81011);
        put(meanings, FAILED, SILENT, 81012, 130004, 130005, 130007, 130008);
        put(meanings, APPLICATION, SILENT, 50011, 50196, 500011, 500133, 52004, 54005, 65002);
        put(meanings, APPLICATION, SILENT, 70001, 700016, 7000112, 7000218, 90002, 90014, 900144);
        put(meanings, APPLICATION, SILENT, 140000, 140001, 1000000, 1000002);
        return Map.copyOf(meanings);
    }

    private static void put(
            Map<Integer, Meaning> meanings, Kind kind, Password password, int... codes) {
        Meaning meaning = new Meaning(kind, password);
        for (int code : codes) {
            meanings.put(code, meaning);
        }
    }
}
