package io.entracep.report;

import io.entracep.attack.Tactic;
import io.entracep.incident.Account;
import io.entracep.incident.Incident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident of the report.
 *
 * @param incident what it is
 * @param picture its timeline, null where there is nothing to draw
 * @param alerts in order of time
 */
public record IncidentView(Incident incident, @Nullable Picture picture, List<AlertView> alerts) {
    private static final int ACCOUNTS = 6;

    /** Of thousands of incidents, those that a person comes to. */
    private static final int PICTURES = 500;

    static IncidentView of(Incident incident) {
        return new IncidentView(
                incident,
                incident.rank() > PICTURES ? null : Picture.of(incident),
                AlertView.of(incident.alerts(), incident.links()));
    }

    /** When, in words. */
    public String when() {
        return TimeText.span(incident.firstEventTime(), incident.lastEventTime());
    }

    /** How many alerts, in words. */
    public String size() {
        return Numbers.of(alerts.size(), "alert");
    }

    /** Tactics in words. */
    public String tactics() {
        return String.join(" · ", incident.tactics().stream().map(Tactic::title).toList());
    }

    /** Whether there is more to say of it than its title and its only alert do. */
    public boolean isLarge() {
        return alerts.size() > 1;
    }

    /** Accounts in words; of many the first. */
    public String accounts() {
        List<Account> accounts = incident.accounts();
        String names =
                String.join(", ", accounts.stream().limit(ACCOUNTS).map(Account::name).toList());
        return accounts.size() <= ACCOUNTS
                ? names
                : names + " and " + (accounts.size() - ACCOUNTS) + " more";
    }

    /** Addresses in words; of many the first. */
    public String addresses() {
        List<String> addresses = incident.addresses();
        String first = String.join(", ", addresses.stream().limit(ACCOUNTS).toList());
        return addresses.size() <= ACCOUNTS ? first : first + " and more";
    }
}
