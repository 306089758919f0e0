package io.entracep.run;

import io.entracep.policy.PolicyException;
import io.entracep.policy.PolicyVersions;
import io.entracep.rule.RuleTexts;
import io.entracep.run.RunConfig.Checkpoints;
import io.entracep.run.RunConfig.StateBackend;
import io.entracep.source.Heartbeat;
import io.entracep.source.KafkaSettings;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of the live job. Either everything in it is right, or all that is wrong
 * is told at once. Paths are relative to the file. Each section of the file has a reader of its
 * own; this one puts their parts together.
 */
public final class RunConfigReader {
    private static final int MOST_PARALLELISM = 256;
    private static final int MOST_TENANTS = 100_000;
    private static final int TENANTS = 1_000;
    private static final String NEVER = "never";
    private static final String DEAD_LETTERS = "dead-letters";
    private static final String ALERT_DEAD_LETTERS = "alert-dead-letters";

    private final Path file;
    private final ConfigTree tree;
    private final ConfigValues values;

    private final Extent extent;

    /** How far the reading goes. */
    private enum Extent {
        THE_FILE,
        /** And what it names on this machine. */
        WHAT_IT_NAMES
    }

    private RunConfigReader(Path file, ConfigTree tree, Extent extent) {
        this.file = file;
        this.tree = tree;
        this.values = new ConfigValues(tree, file);
        this.extent = extent;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with every problem, also where there is no such file
     */
    public static RunConfig read(Path file) {
        return read(file, parse(file));
    }

    /**
     * Reads a file, and looks at what it names on this machine: certificates, trust stores, secrets
     * and the policy must be readable, folders of what is written writable. Nothing is written, and
     * nobody is asked.
     *
     * @throws ConfigException with every problem of the file, of what it names, and of the policy
     */
    public static RunConfig readWithWhatItNames(Path file) {
        return new RunConfigReader(file, parse(file), Extent.WHAT_IT_NAMES).config();
    }

    private static ConfigTree parse(Path file) {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (IOException e) {
            String said = e.getClass().getSimpleName() + ": " + e.getMessage();
            throw new ConfigException(
                    List.of(
                            new Problem(
                                    file.toString(),
                                    "",
                                    null,
                                    "a file of UTF-8 text that can be read (" + said + ")",
                                    0)));
        }
        return ConfigTree.parse(file.toString(), yaml);
    }

    /** Reads what was parsed; the tree knows afterwards which keys there are. */
    static RunConfig read(Path file, ConfigTree tree) {
        return new RunConfigReader(file, tree, Extent.THE_FILE).config();
    }

    private RunConfig config() {
        SourceSection sourceSection = new SourceSection(values);
        Optional<KafkaSettings> source = sourceSection.read();
        Path policy = values.file("policy");
        List<Path> rules = values.paths("rules");
        Path erasures = values.file("erasures");
        Duration reread =
                NEVER.equals(tree.text("reread"))
                        ? null
                        : values.duration("reread", Duration.ofSeconds(10));
        Duration delay = values.duration("watermark-delay", Duration.ofMinutes(15));
        Heartbeat heartbeat = sourceSection.heartbeat(delay);
        Duration disorder = values.duration("allowed-disorder", Duration.ofHours(24));
        int mostTenants = values.number("max-tenants", MOST_TENANTS, TENANTS);
        Integer parallelism =
                tree.has("parallelism") ? values.number("parallelism", MOST_PARALLELISM, 1) : null;
        StateBackend backend =
                values.choice(
                        "state-backend",
                        List.of(StateBackend.values()),
                        choice -> choice.name().toLowerCase(Locale.ROOT));
        Checkpoints checkpoints = new CheckpointSection(values, file).read();
        ToldLogConfig toldLog = new ToldLogSection(values).read();
        SinkSection sinkSection = new SinkSection(values);
        List<SinkConfig> sinks = sinkSection.read();
        DeadLetterSection letters = new DeadLetterSection(values);
        Optional<DeadLetterTarget> deadLetters = letters.readOrDiscard(DEAD_LETTERS);
        Optional<DeadLetterTarget> alertDeadLetters =
                tree.has(ALERT_DEAD_LETTERS) || sinkSection.hasRemote()
                        ? letters.read(ALERT_DEAD_LETTERS)
                        : Optional.empty();
        ProcessSettings process = new ProcessSection(values).read();
        checkFiles(sinks, deadLetters.orElse(null), alertDeadLetters.orElse(null));
        if (extent == Extent.WHAT_IT_NAMES) {
            values.requireFilesAndSecretsHere();
            requirePolicy(policy);
            requireRules(rules);
            requireErasures(erasures);
        }
        tree.finish();
        return new RunConfig(
                source.orElseThrow(),
                heartbeat,
                policy,
                rules,
                erasures,
                reread,
                disorder,
                mostTenants,
                parallelism,
                checkpoints,
                backend == null ? StateBackend.HEAP : backend,
                toldLog,
                sinks,
                deadLetters.orElseThrow(),
                alertDeadLetters.orElse(null),
                process,
                values.secrets());
    }

    private void requirePolicy(@Nullable Path policy) {
        if (policy != null) {
            try {
                PolicyVersions.read(policy);
            } catch (PolicyException e) {
                tree.problems(e.problems());
            }
        }
    }

    private void requireErasures(@Nullable Path erasures) {
        try {
            Erasures.in(erasures);
        } catch (ConfigException e) {
            tree.problems(e.problems());
        }
    }

    private void requireRules(List<Path> rules) {
        List<Problem> unreadable = new ArrayList<>();
        RuleTexts.readAll(rules, unreadable);
        tree.problems(unreadable);
    }

    /** Two writers to one file would write over each other. */
    private void checkFiles(
            List<SinkConfig> sinks,
            @Nullable DeadLetterTarget deadLetters,
            @Nullable DeadLetterTarget alertDeadLetters) {
        Map<Path, String> keys = new HashMap<>();
        for (SinkConfig sink : sinks) {
            if (sink.destination() instanceof SinkConfig.LocalFile file) {
                checkFile(keys, file.path(), "sinks." + sink.name() + ".path");
            }
        }
        if (deadLetters instanceof DeadLetterTarget.LocalFile file) {
            checkFile(keys, file.path(), DEAD_LETTERS + ".file");
        }
        if (alertDeadLetters instanceof DeadLetterTarget.LocalFile file) {
            checkFile(keys, file.path(), ALERT_DEAD_LETTERS + ".file");
        }
    }

    private void checkFile(Map<Path, String> keys, Path file, String key) {
        String other = keys.putIfAbsent(file, key);
        if (other != null) {
            tree.problem(key, "another file than that of " + other);
        }
    }
}
