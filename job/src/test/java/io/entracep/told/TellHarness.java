package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.pipeline.Pipeline;
import io.entracep.state.Erasure;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The real operator in some subtasks, with the real log. */
final class TellHarness implements AutoCloseable {
    private final List<KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert>> subtasks =
            new ArrayList<>();

    TellHarness(ToldSettings settings, int parallelism) throws Exception {
        this(settings, parallelism, null, 0, 0);
    }

    /** Restored from what {@code from} subtasks had, at this processing time. */
    TellHarness(
            ToldSettings settings,
            int parallelism,
            OperatorSubtaskState restored,
            int from,
            long now)
            throws Exception {
        for (int i = 0; i < parallelism; i++) {
            var harness =
                    new KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert>(
                            new TellOperator(settings, Erasure.NONE),
                            TellOperator::key,
                            Types.STRING,
                            Pipeline.MAX_PARALLELISM,
                            parallelism,
                            i);
            harness.setup(
                    TypeInformation.of(Alert.class)
                            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
            harness.setProcessingTime(now);
            if (restored != null) {
                harness.initializeState(
                        KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(
                                restored, Pipeline.MAX_PARALLELISM, from, parallelism, i));
            }
            harness.open();
            subtasks.add(harness);
        }
    }

    void say(Alert alert) throws Exception {
        int subtask =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        TellOperator.key(alert), Pipeline.MAX_PARALLELISM, subtasks.size());
        subtasks.get(subtask).processElement(alert, 0);
    }

    void time(long now) throws Exception {
        for (var subtask : subtasks) {
            subtask.setProcessingTime(now);
        }
    }

    void eventTime(long time) throws Exception {
        for (var subtask : subtasks) {
            subtask.processWatermark(new Watermark(time));
        }
    }

    /** Runs what other threads left for the task. */
    void runMails() throws Exception {
        for (var subtask : subtasks) {
            for (var mail = subtask.getTaskMailbox().tryTake(0);
                    mail.isPresent();
                    mail = subtask.getTaskMailbox().tryTake(0)) {
                mail.get().run();
            }
        }
    }

    OperatorSubtaskState snapshot(long id) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (var subtask : subtasks) {
            states.add(subtask.snapshot(id, id));
        }
        return KeyedOneInputStreamOperatorTestHarness.repackageState(
                states.toArray(new OperatorSubtaskState[0]));
    }

    List<Alert> told() throws Exception {
        runMails();
        List<Alert> told = new ArrayList<>();
        for (var subtask : subtasks) {
            told.addAll(subtask.extractOutputValues());
        }
        return told;
    }

    int keyedEntries() {
        return subtasks.stream()
                .mapToInt(KeyedOneInputStreamOperatorTestHarness::numKeyedStateEntries)
                .sum();
    }

    @Override
    public void close() throws Exception {
        for (var subtask : subtasks) {
            subtask.close();
        }
    }
}
