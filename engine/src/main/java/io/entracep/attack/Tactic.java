package io.entracep.attack;

import java.util.Locale;

/** A tactic of ATT&CK Enterprise, in the order of an attack. */
public enum Tactic {
    RECONNAISSANCE("Reconnaissance"),
    RESOURCE_DEVELOPMENT("Resource development"),
    INITIAL_ACCESS("Initial access"),
    EXECUTION("Execution"),
    PERSISTENCE("Persistence"),
    PRIVILEGE_ESCALATION("Privilege escalation"),
    DEFENSE_EVASION("Defense evasion"),
    CREDENTIAL_ACCESS("Credential access"),
    DISCOVERY("Discovery"),
    LATERAL_MOVEMENT("Lateral movement"),
    COLLECTION("Collection"),
    COMMAND_AND_CONTROL("Command and control"),
    EXFILTRATION("Exfiltration"),
    IMPACT("Impact");

    private final String title;

    Tactic(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** As ATT&CK writes it in data: {@code initial-access}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The tactic of this label. */
    static Tactic ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
