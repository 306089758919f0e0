package io.entracep.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that a JobManager with high availability brings back by itself.
 *
 * <p>In application mode main runs in each new JobManager, also in one that replaces another. The
 * job already runs from its last checkpoint then, and ends with main should that fail. So main must
 * not ask for more than the job does: not for a broker that answers just now.
 */
public final class RecoveredJob {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveredJob.class);

    /** The one asked is this process; it answers once it leads. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private RecoveredJob() {}

    /**
     * Whether the JobManager in which main runs has a job that has not ended. False everywhere but
     * on an application cluster with high availability, and where it cannot be told.
     */
    public static boolean runsIn(StreamExecutionEnvironment environment) {
        Configuration configuration = Configuration.fromMap(environment.getConfiguration().toMap());
        return EmbeddedExecutor.NAME.equals(configuration.get(DeploymentOptions.TARGET))
                && HighAvailabilityMode.isHighAvailabilityModeActivated(configuration)
                && hasJob(configuration);
    }

    private static boolean hasJob(Configuration configuration) {
        try (RestClusterClient<StandaloneClusterId> jobManager =
                new RestClusterClient<>(configuration, StandaloneClusterId.getInstance())) {
            return jobManager.listJobs().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .anyMatch(job -> !job.getJobState().isGloballyTerminalState());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            // What the constructor declares; besides no answer, or none in time.
            LOG.warn(
                    "The JobManager does not tell whether it brings a job back. Brokers and"
                            + " receivers are checked as for a new one.",
                    e);
            return false;
        }
    }
}
