package io.entracep.cli;

import io.entracep.catalogue.Rulebook;
import io.entracep.detection.Entry;
import io.entracep.policy.Policy;
import io.entracep.whatif.Curve;
import io.entracep.whatif.Replays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tune}: how many alerts for each value of a threshold. */
@Command(
        name = "tune",
        description = {
            "Replays logs with other values of a detection's settings and tells how many alerts each gives.",
            "",
            "Each value is a replay of its own. The knee is where the curve bends most: a lower threshold"
                    + " costs many alerts, a higher one saves few.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  entra-cep tune password-spray --in logs/ --policy policy.yaml --setting users"
        })
final class TuneCommand implements Callable<Integer> {
    private static final int BAR = 40;

    private final Streams streams;

    @Parameters(paramLabel = "DETECTION", description = "Id of a detection.")
    private String detection = "";

    @Mixin private LogsOptions logs = new LogsOptions();
    @Mixin private PolicyOption policy = new PolicyOption();
    @Mixin private RulesOption rules = new RulesOption();

    @Option(
            names = "--setting",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only this setting; without it every one that is a whole number.")
    private String setting = "";

    TuneCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Rulebook rulebook = rules.rulebook(policy, streams.err());
        Entry entry = rulebook.catalogue().entry(detection);
        if (entry == null) {
            throw CliException.unusable(
                    "There is no detection %s; `entra-cep detections` lists them."
                            .formatted(detection),
                    null);
        }
        if (!setting.isEmpty() && !entry.settings().containsKey(setting)) {
            throw CliException.unusable(
                    "%s has no setting %s; it has %s."
                            .formatted(
                                    detection,
                                    setting,
                                    String.join(", ", entry.settings().keySet())),
                    null);
        }
        Policy decided = rulebook.policy();
        try (Replays replays = logs.replays(rulebook, streams)) {
            List<Curve> curves = Curve.of(entry, setting, decided, replays);
            if (curves.isEmpty()) {
                streams.out().println(detection + " has no setting that is a whole number.");
            }
            curves.forEach(this::print);
            tellWhatWasNotTried(entry, curves);
            return logs.outcome(replays, streams);
        }
    }

    private void tellWhatWasNotTried(Entry entry, List<Curve> curves) {
        List<String> others = new ArrayList<>(entry.settings().keySet());
        curves.forEach(curve -> others.remove(curve.setting()));
        if (setting.isEmpty() && !curves.isEmpty() && !others.isEmpty()) {
            streams.out()
                    .println("Not tried, since they are no numbers: " + String.join(", ", others));
        }
    }

    private void print(Curve curve) {
        streams.out().println(curve.setting() + " (is " + curve.usual() + ")");
        long most = curve.points().stream().mapToLong(Curve.Point::alerts).max().orElse(0);
        boolean isFlat = curve.points().stream().allMatch(point -> point.alerts() == most);
        if (isFlat && !curve.points().isEmpty()) {
            streams.out()
                    .printf(
                            Locale.ROOT,
                            "  %s whatever it is from %d to %d%n",
                            alerts(most).strip() + ",",
                            curve.points().get(0).value(),
                            curve.points().get(curve.points().size() - 1).value());
            return;
        }
        for (int i = 0; i < curve.points().size(); i++) {
            Curve.Point point = curve.points().get(i);
            int bar = most == 0 ? 0 : (int) Math.ceil((double) point.alerts() * BAR / most);
            streams.out()
                    .println(
                            String.format(
                                            Locale.ROOT,
                                            "%8d  %14s  %s%s%s",
                                            point.value(),
                                            alerts(point.alerts()),
                                            "#".repeat(bar),
                                            Long.toString(point.value()).equals(curve.usual())
                                                    ? "  <- now"
                                                    : "",
                                            i == curve.knee() ? "  <- knee" : "")
                                    .stripTrailing());
        }
    }

    private static String alerts(long number) {
        return number + (number == 1 ? " alert " : " alerts");
    }
}
