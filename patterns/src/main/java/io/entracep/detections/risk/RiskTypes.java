package io.entracep.detections.risk;

import io.entracep.detection.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types and levels of Identity Protection, in words. */
final class RiskTypes {
    /** By type in lower case; both names of what was renamed. */
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("leakedcredentials", "its password was found among leaked ones"),
                    Map.entry("investigationsthreatintelligence", "known to threat intelligence"),
                    Map.entry("anonymizedipaddress", "anonymous address"),
                    Map.entry("unlikelytravel", "atypical travel"),
                    Map.entry("anomaloustoken", "anomalous token"),
                    Map.entry("malwareinfectedipaddress", "address of infected machines"),
                    Map.entry("suspiciousbrowser", "suspicious browser"),
                    Map.entry("unfamiliarfeatures", "unfamiliar sign-in"),
                    Map.entry("maliciousipaddress", "malicious address"),
                    Map.entry("maliciousipaddressvalidcredentialsblockedip", "malicious address"),
                    Map.entry("suspiciousipaddress", "malicious address"),
                    Map.entry("mcassuspiciousinboxmanipulationrules", "rules in the mailbox"),
                    Map.entry("suspiciousinboxmanipulationrules", "rules in the mailbox"),
                    Map.entry("passwordspray", "password spray that knew the password"),
                    Map.entry("mcasimpossibletravel", "impossible travel"),
                    Map.entry("impossibletravel", "impossible travel"),
                    Map.entry("newcountry", "new country"),
                    Map.entry("riskyipaddress", "anonymous address (Cloud Apps)"),
                    Map.entry("suspiciousinboxforwarding", "mail is forwarded"),
                    Map.entry("mcassuspiciousinboxforwarding", "mail is forwarded"),
                    Map.entry("attemptedprtaccess", "attempt at the primary refresh token"),
                    Map.entry("attackerinthemiddle", "adversary in the middle"),
                    Map.entry("anomaloususeractivity", "unusual activity"),
                    Map.entry("tokenissueranomaly", "unusual issuer of a token"),
                    Map.entry("suspiciousapitraffic", "unusual calls of Graph"),
                    Map.entry("nationstateip", "address of a state's intruders"),
                    Map.entry("suspicioussendingpatterns", "unusual sending of mail"),
                    Map.entry("userreportedsuspiciousactivity", "reported by its user"),
                    Map.entry("mcasfinsuspiciousfileaccess", "unusual access to files"),
                    Map.entry("adminconfirmedusercompromised", "confirmed by an administrator"),
                    // Workloads.
                    Map.entry("suspicioussignins", "unusual sign-ins"),
                    Map.entry("anomalousserviceprincipalactivity", "unusual activity"),
                    Map.entry("maliciousapplication", "malicious application"),
                    Map.entry("suspiciousapplication", "suspicious application"),
                    Map.entry(
                            "adminconfirmedserviceprincipalcompromised",
                            "confirmed by an administrator"),
                    Map.entry("generic", "of a type that the licence does not show"));

    private RiskTypes() {}

    static boolean isKnown(String type) {
        return WORDS.containsKey(type);
    }

    /** In words, and as logged where we have no words. */
    static @Nullable String words(@Nullable String type) {
        return type == null ? null : WORDS.getOrDefault(type, type);
    }

    /** Null where the level is none, hidden or unknown. */
    static @Nullable Severity severity(@Nullable String level) {
        if (level == null) {
            return null;
        }
        return switch (level) {
            case "low" -> Severity.LOW;
            case "medium" -> Severity.MEDIUM;
            case "high" -> Severity.HIGH;
            default -> null;
        };
    }
}
