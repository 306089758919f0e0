package io.entracep.lab;

import io.entracep.alert.Alert;
import io.entracep.cli.AlertTable;
import io.entracep.cli.EntraCep;
import io.entracep.cli.Streams;
import io.entracep.demo.Demo;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import io.entracep.output.AlertLine;
import io.entracep.replay.ReplaySummary.AlertCount;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code demo}: the job live, on a sample company under attack. */
@Command(
        name = "demo",
        description = {
            "Shows the job live on a sample company under attack, and ends by itself within a minute.",
            "",
            "Starts a Kafka broker (TLS, login as at Event Hubs) and Flink in this process, streams a day"
                    + " of logs with two weeks of history and every attack the generator knows, and prints"
                    + " each alert as it fires. Nothing leaves this machine.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    private final Streams streams;

    DemoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        streams.err().println("Starting a broker and Flink in this process ...");
        new Demo(Settings.demo(), Clock.systemUTC(), new Screen(streams.out())).run();
        return EntraCep.DONE;
    }

    private static final class Screen implements Demo.Audience {
        private final PrintStream out;
        private final Map<String, Alert> latest = new TreeMap<>();

        Screen(PrintStream out) {
            this.out = out;
        }

        @Override
        public void begins(URI dashboard, LogGenerator generator) {
            out.printf("Flink's dashboard, while this runs: %s%n", dashboard);
            out.printf(
                    "%d attacks are woven into the logs. Lag: from sending the last record of an alert to deciding it.%n%n",
                    generator.attacks().size());
        }

        @Override
        public void alert(Alert alert, OptionalLong lagMillis) {
            Alert before = latest.put(alert.alertId(), alert);
            if (before == null) {
                if (alert.active()) {
                    print(alert, "", lagMillis);
                }
            } else if (before.active() != alert.active()) {
                print(alert, alert.active() ? "(again)" : "(cleared)", lagMillis);
            } else if (!before.severity().equals(alert.severity())) {
                print(alert, "(was " + before.severity() + ")", lagMillis);
            }
        }

        @Override
        public void ends(long records, Duration duration) {
            out.println();
            AlertTable.print(counts(), out);
            out.printf(
                    "%n%d records judged in %d s. Next: entra-cep replay PATH, with logs of your own.%n",
                    records, duration.toSeconds());
        }

        private List<AlertCount> counts() {
            Map<List<String>, Long> numbers =
                    latest.values().stream()
                            .filter(Alert::active)
                            .collect(
                                    Collectors.groupingBy(
                                            alert -> List.of(alert.detectionId(), alert.severity()),
                                            Collectors.counting()));
            return numbers.entrySet().stream()
                    .map(
                            entry ->
                                    new AlertCount(
                                            entry.getKey().get(0),
                                            Alert.ACTIVE,
                                            entry.getKey().get(1),
                                            entry.getValue()))
                    .toList();
        }

        private void print(Alert alert, String note, OptionalLong lagMillis) {
            String lag = lagMillis.isPresent() ? lagMillis.getAsLong() + " ms" : "-";
            out.printf("%s  [lag %s]%n", AlertLine.of(alert, note), lag);
        }
    }
}
