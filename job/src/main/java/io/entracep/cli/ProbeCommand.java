package io.entracep.cli;

import io.entracep.output.TerminalText;
import io.entracep.probe.Finding;
import io.entracep.probe.Probe;
import io.entracep.run.RunConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code probe}: tries what a job will need. */
@Command(
        name = "probe",
        description = {
            "Tries what a configuration names: token and login, topics, the right to read, the clock, the"
                    + " folder of checkpoints, and a synthetic alert to every sink, whatever its filter,"
                    + " and back where it can be read.",
            "",
            "The alert says of itself that it is none, is informational, and is cleared at once. It does"
                    + " reach people: a chat shows it.",
            ""
        },
        footer = {"", "Example:", "  entra-cep probe --config run.yaml"})
final class ProbeCommand implements Callable<Integer> {
    private static final int SHOWN = 2_000;

    private final Streams streams;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration of `run`, in YAML.")
    private @Nullable Path config;

    ProbeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        RunConfig read = ConfigCommand.readHere(Objects.requireNonNull(config));
        List<Finding> findings =
                new Probe(read, InstantSource.system(), streams.out()).run(this::tell);
        long failing = findings.stream().filter(finding -> !finding.works()).count();
        if (failing > 0) {
            streams.err().printf("%d of %d do not work.%n", failing, findings.size());
        }
        return failing == 0 ? EntraCep.DONE : EntraCep.FAILED;
    }

    private void tell(Finding finding) {
        streams.out()
                .printf(
                        "%s %s: %s%n",
                        finding.works() ? "ok  " : "FAIL",
                        finding.what(),
                        TerminalText.of(finding.detail(), SHOWN));
    }
}
