package io.entracep.whatif;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.output.AlertReader;
import io.entracep.policy.Policy;
import io.entracep.replay.NameSearch;
import io.entracep.replay.Period;
import io.entracep.replay.Reading;
import io.entracep.replay.Replay;
import io.entracep.replay.ReplaySettings;
import io.entracep.replay.ReplaySettings.Kept;
import io.entracep.replay.ReplaySummary;
import io.entracep.rule.RuleTexts;
import io.entracep.source.ReplayFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Replays of the same files, each into a folder of its own that is deleted in the end. */
public final class Replays implements AutoCloseable {
    private final ReplayFiles files;
    private final Reading reading;
    private final RuleTexts rules;
    private final int parallelism;
    private final Path folder;
    private NameSearch.Found found = new NameSearch.Found(0, List.of());
    private int runs;
    private @Nullable ReplaySummary last;

    /**
     * @param files what is read, again and again; closed with this
     * @param rules rules of users
     * @throws IOException if there is no place for results
     */
    public Replays(ReplayFiles files, Reading reading, RuleTexts rules, int parallelism)
            throws IOException {
        this.files = files;
        this.reading = reading;
        this.rules = rules;
        this.parallelism = parallelism;
        this.folder = Files.createTempDirectory("entra-cep-what-if-");
    }

    /** The alerts of a replay under this policy that hold in the end. */
    public List<Alert> alerts(Policy policy) throws IOException {
        return run(policy, null);
    }

    /** The same; looks for a name in the records meanwhile, see {@link #found}. */
    public List<Alert> alerts(Policy policy, String sought) throws IOException {
        return run(policy, sought);
    }

    /** Where the name stands that was looked for last. */
    public NameSearch.Found found() {
        return found;
    }

    private List<Alert> run(Policy policy, @Nullable String sought) throws IOException {
        Path out = folder.resolve(Integer.toString(runs++));
        Replay replay =
                new Replay(
                        new ReplaySettings(
                                Rulebooks.of(new Rulebook(policy, rules)),
                                policy.file(),
                                out,
                                Period.ALWAYS,
                                reading,
                                parallelism,
                                null,
                                false,
                                Kept.ACTIVE,
                                null,
                                sought),
                        bytes -> {});
        last = replay.run(files);
        if (sought != null) {
            found = replay.found();
        }
        return AlertReader.read(out.resolve("alerts.jsonl"));
    }

    /** All detections that are run. */
    public Catalogue catalogue() {
        return Catalogue.load(rules);
    }

    /** How many replays there were. */
    public int runs() {
        return runs;
    }

    /** What the last one read; null before the first. */
    public @Nullable ReplaySummary last() {
        return last;
    }

    /** What the first one could not read and holds this text, one a line; so many at most. */
    public List<String> deadLetters(String text, int most) throws IOException {
        Path letters = folder.resolve("0").resolve("dead-letters.jsonl");
        try (Stream<String> lines = Files.lines(letters)) {
            return lines.filter(line -> line.contains(text)).limit(most).toList();
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
