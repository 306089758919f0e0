package io.entracep.generate;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What the company decided, as a policy file. */
final class PolicyText {
    private final Company company;

    PolicyText(Company company) {
        this.company = company;
    }

    String yaml() {
        String provisioner = company.provisioner().id();
        StringBuilder yaml = new StringBuilder("default:\n  time-zone: Europe/Amsterdam\n");
        list(yaml, "break-glass-accounts", accounts(company.breakGlassAccounts()));
        list(yaml, "privileged-accounts", accounts(company.adminAccounts()));
        list(yaml, "former-privileged-accounts", accounts(List.of(company.formerAdmin())));
        list(yaml, "paw-devices", company.admins().stream().map(a -> a.paw().deviceId()));
        yaml.append("  paws-must-be-compliant: true\n");
        list(yaml, "corporate-egress", Office.ALL.stream().map(Office::egressRange));
        list(
                yaml,
                "approved-countries",
                Office.ALL.stream().map(office -> office.egress().place().country()));
        list(yaml, "approved-provisioners", Stream.of(provisioner));
        list(yaml, "approved-creators", Stream.of(provisioner));
        list(yaml, "approved-lifecycle-apps", Stream.of(provisioner));
        yaml.append("  legacy-disabled-since: \"2025-01-01\"\n");
        workingHours(yaml);
        return yaml.toString();
    }

    private static Stream<String> accounts(Collection<Account> accounts) {
        return accounts.stream().map(Account::id);
    }

    private static void workingHours(StringBuilder yaml) {
        yaml.append("  working-hours:\n    default: ");
        shift(yaml, Office.ALL.get(0));
        yaml.append("    countries:\n");
        for (Office office : Office.ALL) {
            yaml.append("      ").append(office.egress().place().country()).append(": ");
            shift(yaml, office);
        }
    }

    private static void shift(StringBuilder yaml, Office office) {
        yaml.append("{days: [mon, tue, wed, thu, fri], from: \"07:00\", to: \"19:00\", time-zone: ")
                .append(office.zone().getId())
                .append("}\n");
    }

    private static void list(StringBuilder yaml, String key, Stream<String> values) {
        yaml.append("  ").append(key).append(":\n");
        values.forEach(value -> yaml.append("    - \"").append(value).append("\"\n"));
    }
}
