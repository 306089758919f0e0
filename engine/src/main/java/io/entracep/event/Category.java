package io.entracep.event;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log a record belongs to, as its {@code category} says; the hub it came through says nothing
 * (one hub may mix categories). Numbers are written to state: never reuse or renumber them.
 */
public enum Category {
    /** A category without a constant here: kept and counted, not judged. */
    OTHER(0, ""),
    AUDIT(1, "AuditLogs"),
    SIGN_IN(2, "SignInLogs"),
    NON_INTERACTIVE_SIGN_IN(3, "NonInteractiveUserSignInLogs"),
    SERVICE_PRINCIPAL_SIGN_IN(4, "ServicePrincipalSignInLogs"),
    MANAGED_IDENTITY_SIGN_IN(5, "ManagedIdentitySignInLogs"),
    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN(6, "MicrosoftServicePrincipalSignInLogs"),
    ADFS_SIGN_IN(7, "ADFSSignInLogs"),
    RISKY_USER(8, "RiskyUsers"),
    USER_RISK_EVENT(9, "UserRiskEvents"),
    RISKY_SERVICE_PRINCIPAL(10, "RiskyServicePrincipals"),
    SERVICE_PRINCIPAL_RISK_EVENT(11, "ServicePrincipalRiskEvents"),
    PROVISIONING(12, "ProvisioningLogs"),
    /**
     * Azure Activity: Administrative, Action, Write, Delete, Policy, Security, ResourceHealth and
     * so on.
     */
    AZURE_ACTIVITY(13, "Administrative"),
    /** Microsoft Entra Domain Services: AccountLogon, PrivilegeUse and so on. */
    DOMAIN_SERVICES(14, "DomainServices"),
    GRAPH_ACTIVITY(15, "MicrosoftGraphActivityLogs"),
    /** Not a log: what another detection found, seen as an observation. */
    FINDING(16, "Finding"),
    /** Requests to a key vault: secrets, keys and certificates that were read or written. */
    KEY_VAULT(17, "AuditEvent");

    private static final Map<Integer, Category> BY_NUMBER =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Category::number, c -> c));

    private final int number;
    private final String logName;

    Category(int number, String logName) {
        this.number = number;
        this.logName = logName;
    }

    /** The number written to state. */
    public int number() {
        return number;
    }

    /** The name that the vendor uses for the log; empty for {@link #OTHER}. */
    public String logName() {
        return logName;
    }

    /** Sign-ins of people: interactive, non-interactive and AD FS. */
    public boolean isUserSignIn() {
        return this == SIGN_IN || this == NON_INTERACTIVE_SIGN_IN || this == ADFS_SIGN_IN;
    }

    /** Any of the sign-in logs, of people or of workloads. */
    public boolean isSignIn() {
        return isUserSignIn()
                || this == SERVICE_PRINCIPAL_SIGN_IN
                || this == MANAGED_IDENTITY_SIGN_IN
                || this == MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN;
    }

    /**
     * The category with this number, {@link #OTHER} if a newer version wrote one that is unknown
     * here.
     */
    public static Category ofNumber(int number) {
        return BY_NUMBER.getOrDefault(number, OTHER);
    }

    /**
     * What {@code category} says of every record of this log, however a record spells it or leaves
     * it out; null where it tells records of one log apart.
     */
    public @Nullable String onlyName() {
        return switch (this) {
            case OTHER, AUDIT, AZURE_ACTIVITY, DOMAIN_SERVICES, GRAPH_ACTIVITY, FINDING -> null;
            default -> logName;
        };
    }

    /** The name in lower case, for look-ups that ignore case. */
    public String key() {
        return logName.toLowerCase(Locale.ROOT);
    }
}
