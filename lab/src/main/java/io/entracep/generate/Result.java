package io.entracep.generate;

/** Results of sign-ins; codes and texts from the vendor's list of authentication errors. */
enum Result {
    SUCCESS(0, ""),
    WRONG_PASSWORD(50126, "Error validating credentials due to invalid username or password."),
    LOCKED(
            50053,
            "The account is locked, you've tried to sign in too many times with an incorrect user"
                    + " ID or password."),
    UNKNOWN_USER(50034, "The user account does not exist in the directory."),
    DISABLED(50057, "The user account is disabled."),
    MFA_PROMPTED(50074, "Strong Authentication is required."),
    MFA_BY_POLICY(
            50076,
            "Due to a configuration change made by your administrator, or because you moved to a"
                    + " new location, you must use multi-factor authentication to access the"
                    + " resource."),
    MFA_FAILED(500121, "Authentication failed during strong authentication request."),
    KEEP_SIGNED_IN(
            50140,
            "This error occurred due to 'Keep me signed in' interrupt when the user was"
                    + " signing-in."),
    NO_SESSION(50058, "Session information is not sufficient for single-sign-on."),
    BLOCKED_BY_POLICY(53003, "Access has been blocked by Conditional Access policies."),
    GRANT_REVOKED(
            50173,
            "The provided grant has expired due to it being revoked, a fresh auth token is"
                    + " needed."),
    TOKEN_EXPIRED(700082, "The refresh token has expired due to inactivity."),
    TOKEN_TOO_OLD(
            70043,
            "The refresh token has expired or is invalid due to sign-in frequency checks by"
                    + " Conditional Access.");

    private final int code;
    private final String text;
    private final String codeText;

    Result(int code, String text) {
        this.code = code;
        this.text = text;
        this.codeText = Integer.toString(code);
    }

    int code() {
        return code;
    }

    String codeText() {
        return codeText;
    }

    String text() {
        return text;
    }
}
