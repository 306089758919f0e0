package io.entracep.cli;

import io.entracep.alert.Alert;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.catalogue.Rulebook;
import io.entracep.output.TerminalText;
import io.entracep.policy.Policy;
import io.entracep.replay.ReplaySummary;
import io.entracep.whatif.NearMisses;
import io.entracep.whatif.NearMisses.NearMiss;
import io.entracep.whatif.OtherValue;
import io.entracep.whatif.Replays;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: what fired for somebody, what almost did, and what slept. */
@Command(
        name = "explain",
        description = {
            "Tells for an account, an address, an alert or a record what fired, what almost fired, and what slept.",
            "",
            "What almost fired is found by replays of the logs with every threshold at half and every window"
                    + " at twice its value.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  entra-cep explain bob@example.com --in logs/ --policy policy.yaml",
            "  entra-cep explain 203.0.113.66 --in logs/",
            "  entra-cep explain 079818cc68675868dc374fd74ae5d7aa --in logs/     an alert, or the id of a record"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(
            paramLabel = "WHAT",
            description =
                    "Name or id of an account, an address, id of an alert, or id of a record.")
    private String what = "";

    @Mixin private LogsOptions logs = new LogsOptions();
    @Mixin private PolicyOption policy = new PolicyOption();
    @Mixin private RulesOption rules = new RulesOption();

    ExplainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Rulebook rulebook = rules.rulebook(policy, streams.err());
        Policy decided = rulebook.policy();
        try (Replays replays = logs.replays(rulebook, streams)) {
            List<Alert> alerts = replays.alerts(decided, what);
            List<Alert> fired = alerts.stream().filter(this::concerns).toList();
            if (fired.isEmpty() && replays.found().records() == 0) {
                printUnknown(replays.found().near());
                printDeadLetters(replays);
                return logs.outcome(replays, streams);
            }
            printFired(fired);
            printDeadLetters(replays);
            if (alerts.stream().noneMatch(alert -> alert.alertId().equals(what))) {
                Set<String> ids = alerts.stream().map(Alert::alertId).collect(Collectors.toSet());
                printNear(new NearMisses(replays, decided).of(ids, this::concerns));
            }
            ReplaySummary read = replays.last();
            if (read != null) {
                printAsleep(read);
            }
            return logs.outcome(replays, streams);
        }
    }

    /** It is about it, or rests on a record of it. */
    private boolean concerns(Alert alert) {
        Stream<EntityReference> about =
                alert.subject() == null
                        ? Stream.of(alert.entity())
                        : Stream.of(alert.entity(), alert.subject());
        Predicate<String> same = text -> text != null && text.equalsIgnoreCase(what);
        return alert.alertId().equals(what)
                || about.anyMatch(who -> same.test(who.id()) || same.test(who.name()))
                || alert.evidence().stream().anyMatch(record -> concerns(record, same));
    }

    private static boolean concerns(Evidence record, Predicate<String> same) {
        return Stream.of(record.eventId(), record.actor(), record.target(), record.ip())
                .anyMatch(same);
    }

    private void printUnknown(List<String> near) {
        PrintStream out = streams.out();
        out.println("No record that was read names " + TerminalText.of(what, 100) + ".");
        if (!near.isEmpty()) {
            out.println("Near it:");
            near.forEach(name -> out.println("  " + TerminalText.of(name, 100)));
        }
    }

    private void printFired(List<Alert> fired) {
        PrintStream out = streams.out();
        out.println(
                fired.isEmpty()
                        ? "Nothing fired for " + TerminalText.of(what, 100) + "."
                        : "Fired:");
        for (Alert alert : fired) {
            out.println(
                    "  %s  %s  %s"
                            .formatted(alert.alertId(), alert.severity(), alert.detectionId()));
            out.println("    " + TerminalText.of(alert.reason()));
            if (alert.suppressedBy() != null) {
                out.println("    suppressed by " + alert.suppressedBy());
            }
            if (alert.alertId().equals(what)) {
                alert.evidence().forEach(record -> out.println("    " + line(record)));
                alert.policyEntries()
                        .forEach(entry -> out.println("    policy: " + TerminalText.of(entry)));
            }
        }
    }

    private static String line(Evidence record) {
        return TerminalText.of(
                Stream.of(
                                record.time(),
                                record.stage(),
                                record.activity(),
                                record.result(),
                                record.actor(),
                                record.ip(),
                                record.eventId())
                        .filter(text -> text != null && !text.isEmpty())
                        .collect(Collectors.joining("  ")));
    }

    private void printDeadLetters(Replays replays) throws IOException {
        List<String> letters = replays.deadLetters(what, 5);
        if (!letters.isEmpty()) {
            streams.out().println("\nNot read, but it names it:");
            letters.forEach(letter -> streams.out().println("  " + TerminalText.of(letter, 200)));
        }
    }

    private void printNear(List<NearMiss> near) {
        PrintStream out = streams.out();
        out.println();
        if (near.isEmpty()) {
            out.println("Nothing more would fire with thresholds at half and windows at twice.");
            return;
        }
        out.println("Almost fired:");
        for (NearMiss miss : near) {
            out.println(
                    "  "
                            + miss.alert().detectionId()
                            + "  "
                            + TerminalText.of(miss.alert().reason()));
            out.println(
                    miss.enough().isEmpty()
                            ? "    it takes several settings at once"
                            : "    would fire with "
                                    + miss.enough().stream()
                                            .map(OtherValue::words)
                                            .collect(Collectors.joining(", or ")));
        }
    }

    private void printAsleep(ReplaySummary read) {
        Map<String, List<String>> byReason = new TreeMap<>();
        read.asleep()
                .values()
                .forEach(
                        sleepers ->
                                sleepers.forEach(
                                        sleeper ->
                                                byReason.computeIfAbsent(
                                                                sleeper.reason(),
                                                                any -> new ArrayList<>())
                                                        .add(sleeper.entry().id())));
        if (!byReason.isEmpty()) {
            streams.out().println("\nSlept:");
            byReason.forEach(
                    (reason, ids) ->
                            streams.out()
                                    .println(
                                            "  "
                                                    + reason
                                                    + ": "
                                                    + ids.stream()
                                                            .distinct()
                                                            .collect(Collectors.joining(", "))));
        }
    }
}
