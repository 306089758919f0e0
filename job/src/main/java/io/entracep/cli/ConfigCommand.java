package io.entracep.cli;

import io.entracep.run.RunConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config}: the configuration of {@code run}. */
@Command(
        name = "config",
        description = {"Works with configurations of `run` (`entra-cep run --help`).", ""},
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand implements Runnable {
    private final Streams streams;

    @Spec private @Nullable CommandSpec spec;

    ConfigCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        throw new ParameterException(spec.commandLine(), "Missing what to do: check FILE");
    }

    /** Tells every problem at once; of a configuration without problems what it will do. */
    @Command(
            name = "check",
            description = {
                "Checks a configuration and the policy that it names, without asking the broker: tells"
                        + " every problem with file, line, key, value and what would be right. Of one"
                        + " without problems it tells the sinks, and whether the secrets are there on"
                        + " this machine; never a secret itself.",
                ""
            },
            footer = {"", "Example:", "  entra-cep config check run.yaml --connect"})
    int check(
            @Parameters(paramLabel = "FILE", description = "The configuration.") Path file,
            @Option(
                            names = "--connect",
                            description =
                                    "Also ask the brokers whether they let us in and have the topics.")
                    boolean connect) {
        RunConfig config = RunCommand.read(file);
        RunCommand.policy(config);
        streams.out().printf("%s is valid.%n", file);
        new ConfigSummary(config).print(streams.out());
        if (connect) {
            RunCommand.checkBrokers(config);
            streams.out().printf("%nThe brokers let us in and have the topics.%n");
        }
        return EntraCep.DONE;
    }
}
