package io.entracep.metrics;

import java.util.List;

/**
 * Which metrics are shown, and which labels are not: an idle TaskManager has 2,800 series, of which
 * alarms and dashboard use few. For one process; the settings of clusters say the same, and a test
 * compares them.
 */
public final class ShownMetrics {
    /**
     * Value of {@code metrics.reporter.<name>.filter.includes}: ours, and Flink's that are used.
     */
    public static final List<String> INCLUDES =
            List.of(
                    "*:entracep_*",
                    "jobmanager:numRegisteredTaskManagers,numRunningJobs",
                    "jobmanager.job:*State,numRestarts,numberOf*Checkpoints,lastCheckpoint*",
                    "*.Status.JVM.Memory.Heap:Used,Max",
                    "*.Status.JVM.Memory.Metaspace:Used,Max",
                    "*.Status.JVM.CPU:Load",
                    "*.Status.JVM.GarbageCollector.All:TimeMsPerSecond",
                    "*.Status.Flink.Memory.Managed:Used,Total",
                    "taskmanager.job.task:busyTimeMsPerSecond,backPressuredTimeMsPerSecond",
                    "taskmanager.job.task.operator:currentInputWatermark,pendingRecords");

    /** Value of {@code metrics.reporter.<name>.scope.variables.excludes}. */
    public static final String EXCLUDED_LABELS =
            "job_id;task_id;task_attempt_id;task_attempt_num;operator_id;tm_id";

    private ShownMetrics() {}
}
