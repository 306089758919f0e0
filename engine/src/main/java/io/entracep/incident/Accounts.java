package io.entracep.incident;

import io.entracep.alert.Alert;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.detection.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the accounts that alerts tell of. */
final class Accounts {
    private static final Comparator<Account> WORST_FIRST =
            Comparator.comparing(Account::severity, Comparator.reverseOrder())
                    .thenComparing(account -> -account.about() - account.acted())
                    .thenComparing(Account::name)
                    .thenComparing(Account::tenantId);

    private final Map<String, Builder> byKey = new TreeMap<>();

    static List<Account> of(Collection<Alert> alerts) {
        Accounts accounts = new Accounts();
        alerts.forEach(alert -> accounts.add(alert, null));
        return accounts.worstFirst();
    }

    void add(Alert alert, @Nullable String incident) {
        Set<String> told = new TreeSet<>();
        for (EntityReference who : aboutWhom(alert)) {
            String name = who.name() == null ? who.id() : who.name();
            Builder account = builder(alert, name);
            account.type = who.type();
            account.id = who.id();
            told.add(key(alert, name));
            account.about++;
            account.tell(alert, incident);
        }
        Set<String> actors = actors(alert);
        if (actors.size() > Clues.FEW_PEOPLE) {
            return;
        }
        for (String actor : actors) {
            if (told.add(key(alert, actor))) {
                Builder account = builder(alert, actor);
                account.acted++;
                account.tell(alert, incident);
            }
        }
    }

    List<Account> worstFirst() {
        return byKey.values().stream().map(Builder::build).sorted(WORST_FIRST).toList();
    }

    private static List<EntityReference> aboutWhom(Alert alert) {
        List<EntityReference> people = new ArrayList<>();
        for (EntityReference who :
                alert.subject() == null
                        ? List.of(alert.entity())
                        : List.of(alert.entity(), alert.subject())) {
            if (who.type().equals("user") || who.type().equals("service_principal")) {
                people.add(who);
            }
        }
        return people;
    }

    private static Set<String> actors(Alert alert) {
        Set<String> actors = new TreeSet<>();
        for (Evidence evidence : alert.evidence()) {
            if (evidence.actor() != null) {
                actors.add(evidence.actor());
            }
        }
        return actors;
    }

    private Builder builder(Alert alert, String name) {
        return byKey.computeIfAbsent(key(alert, name), any -> new Builder(name, alert));
    }

    private static String key(Alert alert, String name) {
        return alert.tenantId() + " " + name.toLowerCase(Locale.ROOT);
    }

    private static final class Builder {
        private final String name;
        private final String tenantId;
        private final Set<String> incidents = new LinkedHashSet<>();
        private String type = "actor";
        private @Nullable String id;
        private Severity severity = Severity.INFORMATIONAL;
        private int about;
        private int acted;
        private String first;
        private String last;

        Builder(String name, Alert alert) {
            this.name = name;
            this.tenantId = alert.tenantId();
            this.first = alert.firstEventTime();
            this.last = alert.lastEventTime();
        }

        void tell(Alert alert, @Nullable String incident) {
            severity = severity.atLeast(Severity.ofLabel(alert.severity()));
            if (alert.firstEventTime().compareTo(first) < 0) {
                first = alert.firstEventTime();
            }
            if (alert.lastEventTime().compareTo(last) > 0) {
                last = alert.lastEventTime();
            }
            if (incident != null) {
                incidents.add(incident);
            }
        }

        Account build() {
            return new Account(
                    type,
                    id,
                    name,
                    tenantId,
                    severity,
                    about,
                    acted,
                    first,
                    last,
                    List.copyOf(incidents));
        }
    }
}
