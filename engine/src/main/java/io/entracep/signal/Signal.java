package io.entracep.signal;

/**
 * A named fact that one record alone decides. One bit each; numbers are written to state and never
 * reused. What needs memory or policy (novel, privileged, approved) is no signal: it is derived
 * when judged.
 *
 * <p>Every audit signal below means that the operation succeeded unless it says otherwise.
 */
public enum Signal {
    // Sign-ins of people: SignInLogs, NonInteractiveUserSignInLogs, ADFSSignInLogs.
    /** Any sign-in record of a person, whatever its result. */
    SIGN_IN(0),
    /** Result code 0. */
    SIGN_IN_SUCCESS(1),
    /** A final failure of the attempt ({@code ErrorCodes}: class failure). */
    SIGN_IN_FAILURE(2),
    /** A step of a flow. */
    SIGN_IN_INTERRUPT(3),
    /** The category is interactive. */
    SIGN_IN_INTERACTIVE(4),
    /**
     * Success in which a credential was presented, not a token refreshed: it proves knowledge of a
     * password or possession.
     */
    SIGN_IN_FRESH(5),
    /**
     * Wrong password for an existing account, locked, expired or null password: 50126, 50053,
     * 50055, 50056.
     */
    SIGN_IN_WRONG_PASSWORD(6),
    /** What a spray produces: the wrong-password codes and 50034, 50057. */
    SIGN_IN_SPRAY_FAILURE(7),
    /**
     * The code proves that the password was right, also where something else stopped the sign-in.
     */
    SIGN_IN_PASSWORD_VALID(8),
    /** 50053, whichever of its two meanings: see {@link #SIGN_IN_ADDRESS_BLOCKED}. */
    SIGN_IN_LOCKED_OUT(9),
    /** 50057. */
    SIGN_IN_ACCOUNT_DISABLED(10),
    /**
     * A second factor was asked for and not approved, for whatever reason (500121 or a failed
     * step).
     */
    MFA_NOT_APPROVED(11),
    /** The person declined the second factor or reported fraud. */
    MFA_DENIED(12),
    /** A second factor was completed in this sign-in and the sign-in succeeded. */
    MFA_COMPLETED(13),
    /** The client application uses a legacy authentication protocol. */
    LEGACY_PROTOCOL(14),
    /** Success-like codes of "then a success" rules: 0, 50125, 50140, 70043, 70044. */
    SIGN_IN_SUCCESS_LIKE(15),
    /** Blocked by Conditional Access. */
    CONDITIONAL_ACCESS_BLOCKED(16),
    /** A failure that counts in failure totals: class failure without token life cycle. */
    SIGN_IN_COUNTED_FAILURE(17),
    /** Success with known coordinates. */
    SIGN_IN_LOCATED(18),
    /** Success in the interactive log. */
    SIGN_IN_INTERACTIVE_SUCCESS(19),

    // AuditLogs.
    /** Any audit record. */
    AUDIT(20),
    /** Any audit record whose operation succeeded. */
    AUDIT_SUCCESS(21),
    USER_CREATED(22),
    USER_DELETED(23),
    USER_INVITED(24),
    USER_ENABLED(25),
    USER_DISABLED(26),
    /** Added to a role directly or active in PIM. */
    ROLE_ASSIGNED(27),
    /** Made eligible for a role. */
    ROLE_ELIGIBLE(28),
    ROLE_REMOVED(29),
    /** "Add member to role completed (PIM activation)". */
    PIM_ACTIVATED(30),
    /** "Add member to role requested (PIM activation)" and the approval request. */
    PIM_ACTIVATION_REQUESTED(31),
    PIM_DEACTIVATED(32),
    /** PIM's periodic report "Add member to role outside of PIM (permanent)". */
    ROLE_OUTSIDE_PIM_REPORTED(33),
    /**
     * A Core Directory role assignment that PIM did not make as far as ids tell; some claim its
     * name ({@link #NAMED_PIM}).
     */
    ROLE_ASSIGNED_OUTSIDE_PIM(34),
    GROUP_MEMBER_ADDED(35),
    GROUP_MEMBER_REMOVED(36),
    APP_ROLE_GRANTED_TO_USER(37),
    /** Any activity of the password variants, also failed ones. */
    PASSWORD_ACTIVITY(38),
    /** An administrator reset a password: the actor is not the target. */
    PASSWORD_RESET_BY_OTHER(39),
    /** Any activity of the security-info variants, also failed ones. */
    SECURITY_INFO_ACTIVITY(40),
    /** An authentication method was registered by the user or an administrator. */
    SECURITY_INFO_REGISTERED(41),
    /** Any activity of the credential variants of Core Directory, also failed ones. */
    CREDENTIAL_ACTIVITY(42),
    /** "Update user" that changed an authentication property (more than a time stamp). */
    AUTHENTICATION_PROPERTY_CHANGED(43),
    /** "Update user" that changed more than synchronisation stamps. */
    USER_UPDATED(44),
    /** Fraud or suspicious activity reported by the user. */
    FRAUD_REPORTED(45),
    /** One of the catalogue's sensitive activities. */
    SENSITIVE_ACTIVITY(46),
    /**
     * A credential or method that lets somebody in was given to the target: temporary access pass,
     * FIDO2 key and so on.
     */
    CREDENTIAL_GIVEN(47),
    /** Credentials added to a service principal or application. */
    APP_CREDENTIAL_ADDED(48),
    CONSENT_GRANTED(49),
    CONDITIONAL_ACCESS_CHANGED(50),
    /**
     * What an intruder does with a stolen administrator: activation, role assignment, credentials,
     * consent, policy.
     */
    PRIVILEGED_ACTION(51),
    GROUP_OWNER_ADDED(52),
    GROUP_OWNER_REMOVED(53),
    /** The record names PIM as its actor, and no id says whether that is true. */
    NAMED_PIM(56),
    /** A record of the PIM service itself. */
    BY_PIM_SERVICE(57),
    /** The request to activate a role failed. */
    PIM_ACTIVATION_FAILED(54),
    /** An approver refused the request to activate a role. */
    PIM_ACTIVATION_DENIED(55),
    /**
     * Any activity that gives or takes a role, a membership or an application, or enables or
     * disables an account; also requests and failed ones.
     */
    PERMISSION_ACTIVITY(58),

    // Azure Activity.
    AZURE_ACTIVITY(60),
    AZURE_ROLE_ASSIGNED(61),
    AZURE_ROLE_REMOVED(62),
    /** A person gave themselves access to all of Azure; also in AuditLogs. */
    AZURE_ACCESS_ELEVATED(63),
    /** Made eligible for a role in Azure, or activated it. */
    AZURE_ROLE_ELIGIBLE(64),
    AZURE_ROLE_INELIGIBLE(65),
    /** The access to all of Azure was taken away again. */
    AZURE_ACCESS_WITHDRAWN(66),

    // Risk, workloads and the rest.
    USER_RISK_DETECTED(70),
    USER_RISK_STATE(71),
    WORKLOAD_SIGN_IN(72),
    WORKLOAD_SIGN_IN_SUCCESS(73),
    WORKLOAD_RISK(74),
    PROVISIONING(75),
    GRAPH_CALL(76),

    // Sign-ins of people, again.
    /** 50053 because Entra blocks the address as malicious; the account is not locked. */
    SIGN_IN_ADDRESS_BLOCKED(77),

    /**
     * Not a record: the account succeeded from there on that day, told once ({@code
     * SourceSuccess}).
     */
    SOURCE_SUCCESS(90),

    /** Not a record: what another detection found. */
    FINDING(120);

    private final long low;
    private final long high;
    private final int number;

    Signal(int number) {
        this.number = number;
        this.low = number < 64 ? 1L << number : 0;
        this.high = number < 64 ? 0 : 1L << (number - 64);
    }

    /** The number of the bit. */
    public int number() {
        return number;
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }
}
