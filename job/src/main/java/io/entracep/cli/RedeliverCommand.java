package io.entracep.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.entracep.outbox.DeadDelivery;
import io.entracep.outbox.DeadDeliveryJson;
import io.entracep.output.TerminalText;
import io.entracep.redeliver.DeadDeliveries;
import io.entracep.redeliver.Redeliverer;
import io.entracep.redeliver.Redeliverer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redeliver}: alerts that a receiver refused, sent again. */
@Command(
        name = "redeliver",
        description = {
            "Sends alerts again that a webhook or Sentinel refused: those in the file that"
                    + " alert-dead-letters names.",
            "",
            "Of each alert the newest goes to the sink that it came from, in the form it had. What is"
                    + " not accepted now is written beside the file, as FILE.remaining; the file itself"
                    + " is never changed. Exit code 0: all were accepted; 1: some remain, which are"
                    + " also those of sinks that --sink leaves out.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  entra-cep redeliver alert-dead-letters.jsonl --config run.yaml --sink sentinel"
        })
final class RedeliverCommand implements Callable<Integer> {
    private static final int SHOWN_REASON = 60;
    private static final int STEPS = 10;

    private final Streams streams;

    @Parameters(paramLabel = "FILE", description = "Dead deliveries, as JSON lines.")
    private @Nullable Path file;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration of `run`, with the sinks.")
    private @Nullable Path config;

    @Option(
            names = "--sink",
            paramLabel = "NAME",
            description = "Only those of this sink; the others remain.")
    private @Nullable String sink;

    private int shown;

    RedeliverCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        Path from = Objects.requireNonNull(file);
        Redeliverer redeliverer =
                new Redeliverer(
                        RunCommand.read(Objects.requireNonNull(config)).sinks(),
                        InstantSource.system());
        if (sink != null && !redeliverer.sinks().contains(sink)) {
            throw CliException.unusable(
                    "%s has no webhook or Sentinel sink %s. It has: %s."
                            .formatted(config, sink, String.join(", ", redeliverer.sinks())),
                    null);
        }
        Path beside = Path.of(from + ".remaining");
        DeadDeliveries letters = read(from, beside);
        List<Outcome> outcomes =
                redeliverer.send(
                        letters.newest().stream().filter(this::isChosen).toList(), this::show);
        List<String> remaining = remaining(letters, outcomes);
        if (!remaining.isEmpty()) {
            Files.write(beside, remaining, StandardOpenOption.CREATE_NEW);
        }
        tell(letters, outcomes, remaining.isEmpty() ? null : beside);
        return remaining.isEmpty() ? EntraCep.DONE : EntraCep.FAILED;
    }

    private static DeadDeliveries read(Path from, Path beside) {
        if (Files.exists(beside)) {
            throw CliException.unusable(
                    ("%s is there already, from an earlier redeliver. Send that one again, or move it"
                                    + " away.")
                            .formatted(beside),
                    null);
        }
        DeadDeliveries letters;
        try {
            letters = DeadDeliveries.read(from);
        } catch (IOException e) {
            throw CliException.unusable(
                    "Cannot read %s (%s). Name the file that alert-dead-letters names."
                            .formatted(from, e),
                    e);
        }
        if (letters.newest().isEmpty() && !letters.unreadable().isEmpty()) {
            throw CliException.unusable(
                    "%s holds no dead deliveries. Name the file that alert-dead-letters names."
                            .formatted(from),
                    null);
        }
        return letters;
    }

    private boolean isChosen(DeadDelivery letter) {
        return sink == null || sink.equals(letter.sink());
    }

    /** What FILE.remaining gets: nothing of the file is lost, whoever deletes it then. */
    private List<String> remaining(DeadDeliveries letters, List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            outcome.remaining().stream().map(DeadDeliveryJson::of).forEach(lines::add);
        }
        letters.newest().stream()
                .filter(letter -> !isChosen(letter))
                .map(DeadDeliveryJson::of)
                .forEach(lines::add);
        lines.addAll(letters.unreadable());
        return lines;
    }

    /** About ten times for each sink. */
    private void show(String name, int done, int all) {
        int step = done * STEPS / all;
        if (step != shown) {
            shown = step;
            streams.err().printf("%s: %d of %d done%n", TerminalText.of(name, 40), done, all);
        }
    }

    private void tell(DeadDeliveries letters, List<Outcome> outcomes, @Nullable Path beside) {
        Table table = new Table();
        table.row(List.of("sink", "accepted", "remaining", "why"));
        for (Outcome outcome : outcomes) {
            List<DeadDelivery> left = outcome.remaining();
            table.row(
                    List.of(
                            TerminalText.of(outcome.sink(), 40),
                            String.valueOf(outcome.accepted()),
                            String.valueOf(left.size()),
                            left.isEmpty()
                                    ? ""
                                    : TerminalText.of(left.get(0).reason(), SHOWN_REASON)));
        }
        table.print(streams.out());
        if (letters.replaced() > 0) {
            streams.out()
                    .printf(
                            "%d older deliveries of the same alerts were not sent.%n",
                            letters.replaced());
        }
        Map<String, Long> leftOut =
                letters.newest().stream()
                        .filter(letter -> !isChosen(letter))
                        .collect(groupingBy(DeadDelivery::sink, TreeMap::new, counting()));
        leftOut.forEach(
                (name, count) ->
                        streams.out()
                                .printf(
                                        "%d of sink %s were not sent: --sink names another.%n",
                                        count, TerminalText.of(name, 40)));
        if (!letters.unreadable().isEmpty()) {
            streams.out().printf("%d lines cannot be read.%n", letters.unreadable().size());
        }
        if (beside != null) {
            streams.out().printf("What was not accepted or not sent is in %s.%n", beside);
        }
    }
}
