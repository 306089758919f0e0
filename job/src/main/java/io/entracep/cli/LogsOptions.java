package io.entracep.cli;

import io.entracep.catalogue.Rulebook;
import io.entracep.replay.ReplaySummary;
import io.entracep.source.ReplayFiles;
import io.entracep.source.SourceException;
import io.entracep.whatif.Replays;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The logs that a question is asked of, by a command that replays them more than once. */
final class LogsOptions {
    static final int MAX_PARALLELISM = 256;
    private static final long SMALL_BYTES = 4 << 20;

    @Option(
            names = "--in",
            paramLabel = "PATH",
            required = true,
            description = "Files and folders of logs.")
    private List<String> paths = List.of();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    /**
     * Replays of them.
     *
     * @throws CliException if there is nothing to read
     */
    Replays replays(Rulebook rulebook, Streams streams) throws IOException {
        ReplayFiles files = files(paths, streams);
        try {
            InputCheck.check(files);
        } catch (CliException nothing) {
            files.close();
            throw nothing;
        }
        return new Replays(
                files, reading.reading(), rulebook.rules(), parallelism(files.totalBytes()));
    }

    /** The files under these paths. */
    static ReplayFiles files(List<String> paths, Streams streams) {
        try {
            return ReplayFiles.expand(paths, streams.in());
        } catch (SourceException e) {
            throw CliException.unusable(String.valueOf(e.getMessage()), e);
        }
    }

    /** More subtasks than one do not pay off where starting them takes longer than reading. */
    static int parallelism(long bytes) {
        return bytes < SMALL_BYTES
                ? 1
                : Math.min(MAX_PARALLELISM, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The exit code of a command that asked; tells what was not read, since no answer rests on it.
     */
    int outcome(Replays replays, Streams streams) {
        ReplaySummary read = replays.last();
        if (read == null || read.completeness().isComplete()) {
            return EntraCep.DONE;
        }
        new CompletenessReport(read.completeness()).print(streams.err());
        return EntraCep.INCOMPLETE;
    }
}
