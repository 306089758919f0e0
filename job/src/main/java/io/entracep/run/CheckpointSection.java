package io.entracep.run;

import io.entracep.run.RunConfig.Checkpoints;
import java.nio.file.Path;
import java.time.Duration;

/** The keys below {@code checkpoints}. */
final class CheckpointSection {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration TOLERATED = Duration.ofHours(6);

    private final ConfigValues values;
    private final Path file;

    CheckpointSection(ConfigValues values, Path file) {
        this.values = values;
        this.file = file;
    }

    Checkpoints read() {
        Duration interval = values.duration("checkpoints.interval", INTERVAL);
        Duration tolerated = values.duration("checkpoints.tolerate-failures-for", TOLERATED);
        if (tolerated.compareTo(interval) < 0) {
            values.tree()
                    .problem(
                            "checkpoints.tolerate-failures-for",
                            "at least checkpoints.interval, "
                                    + interval.toSeconds()
                                    + "s; one that fails is no reason to start again");
        }
        return new Checkpoints(
                interval, values.folder("checkpoints.directory"), tolerated, folderOfTheFile());
    }

    /** Beside the configuration and named for it, so that two of them do not meet. */
    private String folderOfTheFile() {
        String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.ya?ml$", "");
        return values.resolve(name + "-state").toUri().toString().replaceFirst("/$", "");
    }
}
