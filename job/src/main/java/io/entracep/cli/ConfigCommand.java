package io.entracep.cli;

import io.entracep.probe.Finding;
import io.entracep.probe.Probe;
import io.entracep.run.ConfigException;
import io.entracep.run.RunConfig;
import io.entracep.run.RunConfigReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config}: the configuration of {@code run}. */
@Command(
        name = "config",
        description = {"Works with configurations of `run` (`entra-cep run --help`).", ""},
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand extends CommandGroup {
    private final Streams streams;

    ConfigCommand(Streams streams) {
        super("check FILE");
        this.streams = streams;
    }

    /** Tells every problem at once; of a configuration without problems what it will do. */
    @Command(
            name = "check",
            description = {
                "Checks a configuration, the policy and the files that it names, without asking"
                        + " anybody: tells every problem with file, line, key, value and what would be"
                        + " right. Certificates and secrets must be readable on this machine, folders"
                        + " of files that are written must be writable. Of a configuration without"
                        + " problems it tells the sinks, and where the secrets are; never a secret"
                        + " itself.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  entra-cep config check run.yaml --connect",
                "  entra-cep config check deploy/samples/event-hubs-to-sentinel.yaml --elsewhere"
            })
    int check(
            @Parameters(paramLabel = "FILE", description = "The configuration.") Path file,
            @Option(
                            names = "--connect",
                            description =
                                    "Also ask the brokers whether they let us in and have the topics, and open the receivers; all that is missing is told at once.")
                    boolean connect,
            @Option(
                            names = "--elsewhere",
                            description =
                                    "The job runs on other machines: do not look here for secrets,"
                                            + " certificates and folders. The policy is still read.")
                    boolean elsewhere) {
        if (connect) {
            return connect(file, elsewhere);
        }
        RunConfig config = elsewhere ? RunCommand.read(file) : readHere(file);
        RunCommand.rulebooks(config, streams.err());
        streams.out().printf("%s is valid.%n", file);
        new ConfigSummary(config).print(streams.out());
        return EntraCep.DONE;
    }

    /** What is missing here, in the policy and elsewhere is told together. */
    private int connect(Path file, boolean elsewhere) {
        RunConfig config = RunCommand.read(file);
        List<String> missing = new ArrayList<>();
        if (!elsewhere) {
            try {
                RunConfigReader.readWithWhatItNames(file);
            } catch (ConfigException e) {
                e.problems().forEach(problem -> missing.add(problem.message()));
            }
        }
        boolean isUnusable = !missing.isEmpty();
        if (!isUnusable) {
            RunCommand.rulebooks(config, streams.err());
        }
        for (Finding finding :
                new Probe(config, InstantSource.system(), streams.out()).connections()) {
            if (!finding.works()) {
                missing.add(finding.what() + ": " + finding.detail());
            }
        }
        if (!missing.isEmpty()) {
            String all =
                    "%s cannot run here:%n  %s"
                            .formatted(file, String.join(System.lineSeparator() + "  ", missing));
            throw isUnusable ? CliException.unusable(all, null) : CliException.failed(all, null);
        }
        streams.out().printf("%s is valid.%n", file);
        new ConfigSummary(config).print(streams.out());
        streams.out().printf("%nThe brokers let us in and have the topics.%n");
        return EntraCep.DONE;
    }

    static RunConfig readHere(Path file) {
        try {
            return RunConfigReader.readWithWhatItNames(file);
        } catch (ConfigException e) {
            throw RunCommand.unusable(
                    e,
                    "Correct the file, or put into place what is missing. For a job that runs on"
                            + " other machines add --elsewhere. docs/configuration.md describes every"
                            + " key.");
        }
    }
}
