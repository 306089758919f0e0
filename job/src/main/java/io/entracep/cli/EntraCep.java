package io.entracep.cli;

import io.entracep.replay.ReplayException;
import io.entracep.replay.RootCause;
import io.entracep.secret.SecretException;
import io.entracep.source.SourceException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program. Exit codes: {@value #DONE} done, {@value #FAILED} failed, {@value #UNUSABLE} bad
 * arguments, policy or configuration, {@value #INCOMPLETE} done with a part of the input only.
 */
@Command(
        name = "entra-cep",
        description = {"Watches Microsoft Entra ID logs for attacks: live, or over history.", ""},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Try it:",
            "  entra-cep demo                         a sample company under attack",
            "  entra-cep replay logs/                 what would have fired on these logs?",
            "  entra-cep detections                   what is detected",
            "",
            "Exit codes: 0 done, 1 failed, 2 bad arguments or policy."
        })
public final class EntraCep {
    /** Exit code: done. */
    public static final int DONE = 0;

    static final int FAILED = 1;
    static final int UNUSABLE = 2;

    /** Of {@code replay}: done, but something in the input was not read. */
    static final int INCOMPLETE = 3;

    private static final int WIDTH = 100;

    /** Set by the launcher. Without it we are a guest of a process that must not be ended. */
    private static final String LAUNCHER = "entra-cep.launcher";

    /** Set by the launcher when standard error is a terminal. */
    private static final String TERMINAL = "entra-cep.terminal";

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show stack traces and what Flink logs.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = "--version",
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    private EntraCep() {}

    /**
     * Runs the program; ends the process with the exit code where the launcher started it.
     *
     * @throws IllegalStateException elsewhere, such as on a cluster, if it was not done; it says
     *     what standard error says, which whoever submitted the job may not see
     */
    public static void main(String[] args) {
        // Before anything logs: the log configuration reads these.
        if (Arrays.asList(args).contains("--debug")) {
            System.setProperty("entra-cep.log.level", "INFO");
            System.setProperty("entra-cep.log.trace", "full");
        }
        if (Boolean.getBoolean(LAUNCHER)) {
            System.exit(execute(streams(utf8(FileDescriptor.err)), args));
        }
        RememberedText told = new RememberedText(new FileOutputStream(FileDescriptor.err));
        int exitCode =
                executeAsGuest(streams(new PrintStream(told, true, StandardCharsets.UTF_8)), args);
        if (exitCode != DONE) {
            throw new IllegalStateException(
                    "entra-cep ended with exit code " + exitCode + ": " + told.text());
        }
    }

    /** Without the launcher this is the cluster's jar, which holds neither Flink nor a broker. */
    private static int executeAsGuest(Streams streams, String... args) {
        try {
            return execute(streams, args);
        } catch (NoClassDefFoundError e) {
            streams.err().println("entra-cep: " + notInThisJar(e.getMessage()));
            return FAILED;
        }
    }

    private static Streams streams(PrintStream err) {
        return new Streams(
                System.in,
                utf8(FileDescriptor.out),
                err,
                Boolean.getBoolean(TERMINAL)
                        ? Streams.ProgressStyle.BAR
                        : Streams.ProgressStyle.LINES);
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    public static int execute(InputStream in, PrintStream out, PrintStream err, String... args) {
        return execute(new Streams(in, out, err, Streams.ProgressStyle.LINES), args);
    }

    private static int execute(Streams streams, String... args) {
        EntraCep program = new EntraCep();
        List<AddedCommands> added =
                ServiceLoader.load(AddedCommands.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        CommandLine commandLine = new CommandLine(program);
        asked(commands(streams, added), args).forEach(commandLine::addSubcommand);
        tellVersion(commandLine);
        commandLine
                .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, given) -> explainArguments(e, !added.isEmpty()))
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> explain(e, program.debug, streams.err()));
        return commandLine.execute(args);
    }

    private static List<Object> commands(Streams streams, List<AddedCommands> added) {
        List<Object> commands =
                new ArrayList<>(
                        List.of(
                                new ReplayCommand(streams),
                                new StoryCommand(streams),
                                new ExplainCommand(streams),
                                new TuneCommand(streams),
                                new RunCommand(streams),
                                new DetectionsCommand(streams),
                                new PolicyCommand(streams),
                                new RulesCommand(streams),
                                new ConfigCommand(streams),
                                new ProbeCommand(streams),
                                new RedeliverCommand(streams),
                                new EraseCommand(streams, InstantSource.system())));
        added.forEach(more -> commands.addAll(more.create(streams)));
        return commands;
    }

    /** The one that the first argument names, else all: looking through a command takes a while. */
    private static List<Object> asked(List<Object> commands, String... args) {
        for (Object command : commands) {
            Command described = command.getClass().getAnnotation(Command.class);
            if (args.length > 0 && described != null && described.name().equals(args[0])) {
                return List.of(command);
            }
        }
        return commands;
    }

    /** Of this program, whichever command is asked. */
    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new Versions());
        command.getSubcommands().values().forEach(EntraCep::tellVersion);
    }

    private static String notInThisJar(@Nullable String missing) {
        return ("this command needs %s, which the jar for clusters does not hold. Submit the jar to a Flink"
                        + " cluster (flink run entra-cep-job.jar run --config FILE); for every other command"
                        + " use the launcher, ./entra-cep, of a checkout.")
                .formatted(String.valueOf(missing).replace('/', '.'));
    }

    private static int explainArguments(ParameterException e, boolean isWhole) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("entra-cep: " + e.getMessage() + ".");
        UnmatchedArgumentException.printSuggestions(e, err);
        if (!isWhole) {
            err.println("entra-cep: " + notInThisJar("more than is here"));
        }
        err.println("`" + command.getCommandSpec().qualifiedName() + " --help` explains it.");
        return UNUSABLE;
    }

    private static int explain(Exception e, boolean debug, PrintStream err) {
        if (debug) {
            e.printStackTrace(err);
        }
        if (e instanceof CliException failure) {
            err.println("entra-cep: " + e.getMessage());
            return failure.exitCode();
        }
        if (e instanceof SourceException
                || e instanceof SecretException
                || e instanceof ReplayException) {
            err.println("entra-cep: " + e.getMessage());
            return FAILED;
        }
        err.println(
                "entra-cep: stopped by an error of its own: %s. Run it again with --debug and report what that shows."
                        .formatted(RootCause.of(e)));
        return FAILED;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
