package io.entracep.detections.spray;

import io.entracep.detection.Affected;
import io.entracep.detection.Findings;
import io.entracep.signal.Observation;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The accounts of one spray and what happened to each: signed in to, password known, tried. */
final class Victims {
    private static final int NAMED = 10;

    /** By account id. */
    private final Map<String, Victim> accounts = new HashMap<>();

    private final Set<String> addresses = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** The worst that happened. */
    private static final class Victim {
        private final String id;
        private @Nullable String name;
        private int hours;
        private @Nullable String stoppedWith;
        private boolean entered;

        Victim(String id) {
            this.id = id;
        }

        int rank() {
            return entered ? 0 : stoppedWith != null ? 1 : 2;
        }

        Affected affected() {
            String what =
                    entered
                            ? "signed in to with the right password"
                            : stoppedWith != null
                                    ? "right password, stopped with code " + stoppedWith
                                    : "wrong password"
                                            + (hours > 1 ? " in " + hours + " hours" : "");
            return new Affected(id, name, what);
        }

        String label() {
            return name == null ? id : name;
        }
    }

    /** One hour of attempts on an account. */
    void tried(Observation finding) {
        Victim victim = victim(finding);
        if (victim != null) {
            victim.hours++;
            first = Math.min(first, finding.time());
            last = Math.max(last, finding.time());
            stopped(victim, Findings.value(finding, StrangeAttempt.RIGHT));
            String address = Findings.value(finding, StrangeAttempt.ADDRESS);
            if (address != null) {
                addresses.add(address);
            }
        }
    }

    /** A right password. */
    void presented(Observation finding) {
        Victim victim = victim(finding);
        if (victim != null) {
            if (Findings.value(finding, StrangeSignIn.ENTERED) != null) {
                victim.entered = true;
            } else {
                stopped(victim, Findings.value(finding, StrangeAttempt.CODE));
            }
        }
    }

    /** Of several codes the least, so that none depends on the order. */
    private static void stopped(Victim victim, @Nullable String code) {
        if (code != null
                && (victim.stoppedWith == null || code.compareTo(victim.stoppedWith) < 0)) {
            victim.stoppedWith = code;
        }
    }

    private @Nullable Victim victim(Observation finding) {
        String account = SprayCount.account(finding);
        if (account == null) {
            return null;
        }
        Victim victim = accounts.computeIfAbsent(account, Victim::new);
        String name = Findings.value(finding, StrangeAttempt.NAME);
        if (name != null && (victim.name == null || name.compareTo(victim.name) < 0)) {
            victim.name = name;
        }
        return victim;
    }

    /** Accounts of which the right password was presented and stopped. */
    int right() {
        return (int) accounts.values().stream().filter(v -> v.stoppedWith != null).count();
    }

    /** Accounts that were signed in to. */
    int entered() {
        return (int) accounts.values().stream().filter(v -> v.entered).count();
    }

    int addresses() {
        return addresses.size();
    }

    /** From the first attempt of an hour to that of the last; null where there is none. */
    @Nullable Duration span() {
        return last < first ? null : Duration.ofMillis(last - first);
    }

    /** Names of those of which the password is known, null for none. Attacker-controlled text. */
    @Nullable String hits() {
        return names(victim -> victim.rank() < 2);
    }

    /** Names of those of which it is not, null for none. Attacker-controlled text. */
    @Nullable String tried() {
        return names(victim -> victim.rank() == 2);
    }

    private @Nullable String names(Predicate<Victim> which) {
        List<String> names =
                accounts.values().stream()
                        .filter(which)
                        .sorted(order())
                        .map(Victim::label)
                        .toList();
        if (names.isEmpty()) {
            return null;
        }
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
    }

    /** All of them, the worst first, then by name. */
    List<Affected> affected() {
        return accounts.values().stream().sorted(order()).map(Victim::affected).toList();
    }

    private static Comparator<Victim> order() {
        return Comparator.comparingInt(Victim::rank)
                .thenComparing(Victim::label)
                .thenComparing(victim -> victim.id);
    }
}
