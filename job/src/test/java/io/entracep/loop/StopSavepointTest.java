package io.entracep.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.CheckpointRetentionPolicy;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphID;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.scheduler.strategy.ExecutionVertexID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StopSavepointTest {
    private static final int ID = 17;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void isWhatAJobWasStoppedWith(SavepointFormatType format) throws IOException {
        StopSavepoint stopped =
                startedFrom(savepoint(CheckpointProperties.forSyncSavepoint(true, false, format)));

        assertThat(stopped).isNotNull();
        assertThat(stopped.checkpointId()).isEqualTo(ID);
    }

    @Test
    void isNoCheckpointAndNoSavepointAfterWhichTheJobWentOn() throws IOException {
        assertThat(
                        startedFrom(
                                savepoint(
                                        CheckpointProperties.forCheckpoint(
                                                CheckpointRetentionPolicy.RETAIN_ON_CANCELLATION))))
                .isNull();
        assertThat(
                        startedFrom(
                                savepoint(
                                        CheckpointProperties.forSavepoint(
                                                true, SavepointFormatType.CANONICAL))))
                .isNull();
    }

    @Test
    void isNothingWhereNothingCanBeRead() throws IOException {
        assertThat(StopSavepoint.startedFrom(new Configuration())).isNull();
        assertThat(startedFrom(folder.resolve("missing"))).isNull();
        assertThat(startedFrom(Files.createDirectories(folder.resolve("empty")))).isNull();
    }

    @Test
    void everyTaskOfTheFirstStartGoesOn() throws IOException {
        StopSavepoint stopped = stopped();
        ExecutionGraphID execution = new ExecutionGraphID();

        assertThat(stopped.claim(ID, task(execution, 0, 0))).isTrue();
        assertThat(stopped.claim(ID, task(execution, 1, 0))).isTrue();
    }

    @Test
    void aFurtherAttemptDoesNotKnowWhatTheFirstSaid() throws IOException {
        assertThat(stopped().claim(ID, task(new ExecutionGraphID(), 0, 1))).isFalse();
    }

    @Test
    void aLaterCheckpointIsAnother() throws IOException {
        assertThat(stopped().claim(ID + 1, task(new ExecutionGraphID(), 0, 0))).isFalse();
    }

    /** After a roll back, or when another JobManager starts the job before its first checkpoint. */
    @Test
    void whoStartsFromItNextDoesNotKnowWhatWasSaidMeanwhile() throws IOException {
        StopSavepoint stopped = stopped();
        assertThat(stopped.claim(ID, task(new ExecutionGraphID(), 0, 0))).isTrue();

        assertThat(stopped.claim(ID, task(new ExecutionGraphID(), 0, 0))).isFalse();
        assertThat(stopped.claim(ID, task(new ExecutionGraphID(), 1, 0))).isFalse();
    }

    @Test
    void nothingIsLeftInTheFolderOfTheSavepointWhichFlinkMustBeAbleToDelete() throws IOException {
        StopSavepoint stopped = stopped();
        Path directory = Path.of(new org.apache.flink.core.fs.Path(stopped.directory()).getPath());
        List<Path> before = files(directory);

        stopped.claim(ID, task(new ExecutionGraphID(), 0, 0));

        assertThat(files(directory)).isEqualTo(before);
    }

    @Test
    void whereNothingCanBeNotedNothingIsCertain() throws IOException {
        StopSavepoint stopped = stopped();
        Files.writeString(folder.resolve("savepoint.started"), "no folder");

        assertThat(stopped.claim(ID, task(new ExecutionGraphID(), 0, 0))).isFalse();
    }

    private StopSavepoint stopped() throws IOException {
        StopSavepoint stopped =
                startedFrom(
                        savepoint(
                                CheckpointProperties.forSyncSavepoint(
                                        true, false, SavepointFormatType.CANONICAL)));
        assertThat(stopped).isNotNull();
        return stopped;
    }

    private Path savepoint(CheckpointProperties properties) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("savepoint"));
        try (OutputStream out = Files.newOutputStream(directory.resolve("_metadata"))) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(ID, List.of(), List.of(), properties), out);
        }
        return directory;
    }

    private static StopSavepoint startedFrom(Path path) {
        Configuration configuration = new Configuration();
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
        return StopSavepoint.startedFrom(configuration);
    }

    private static ExecutionAttemptID task(ExecutionGraphID execution, int subtask, int attempt) {
        return new ExecutionAttemptID(
                execution, new ExecutionVertexID(new JobVertexID(), subtask), attempt);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
