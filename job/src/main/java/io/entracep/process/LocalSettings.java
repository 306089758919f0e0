package io.entracep.process;

import io.entracep.metrics.ShownMetrics;
import io.entracep.run.LiveJob;
import io.entracep.run.ProcessSettings.MetricsAddress;
import io.entracep.run.RunConfig;
import io.entracep.scrape.ScrapeReporterFactory;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** How Flink runs the live job in this process. */
final class LocalSettings {
    /** Checkpoints to go back to, should the newest be of no use. */
    static final int RETAINED = 3;

    private static final String REPORTER = "entracep";

    private LocalSettings() {}

    static Configuration of(RunConfig config, StateFolder folder) {
        Configuration configuration = LiveJob.configuration(config);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.path().toString());
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
        folder.scratch()
                .ifPresent(scratch -> configuration.set(CoreOptions.TMP_DIRS, scratch.getPath()));
        if (config.stateBackend() == RunConfig.StateBackend.ROCKSDB) {
            configuration.set(
                    TaskManagerOptions.MANAGED_MEMORY_SIZE,
                    MemorySize.ofMebiBytes(config.process().rocksDbMebibytes()));
        }
        MetricsAddress metrics = config.process().metrics();
        if (metrics != null) {
            show(configuration, metrics);
        }
        return configuration;
    }

    private static void show(Configuration configuration, MetricsAddress address) {
        configuration.set(MetricOptions.REPORTERS_LIST, REPORTER);
        Configuration reporter = MetricOptions.forReporter(configuration, REPORTER);
        reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, ScrapeReporterFactory.class.getName());
        reporter.setString(ScrapeReporterFactory.HOST, address.host());
        reporter.setString(ScrapeReporterFactory.PORT, String.valueOf(address.port()));
        reporter.set(MetricOptions.REPORTER_INCLUDES, ShownMetrics.INCLUDES);
        reporter.set(MetricOptions.REPORTER_EXCLUDED_VARIABLES, ShownMetrics.EXCLUDED_LABELS);
    }
}
