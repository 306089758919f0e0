package io.entracep.scenario;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.loop.Undecided;
import io.entracep.pipeline.Pipeline;
import io.entracep.serial.EntraTypes;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The real graph on an embedded cluster, as replay runs it: one source in the given order, event
 * time moves at the end only. One cluster serves many runs.
 */
final class ScenarioJob implements AutoCloseable {
    /** As replay has it. */
    private static final Duration ALLOWED_DISORDER = Duration.ofHours(24);

    private static final String ALERTS = "scenario-alerts";
    private static final String DEAD_LETTERS = "scenario-dead-letters";
    private static final String UNDECIDED = "scenario-undecided";

    private final Configuration configuration = new Configuration();
    private final MiniCluster cluster;

    /** Starts the cluster. */
    ScenarioJob() throws Exception {
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(1)
                                .build());
        cluster.start();
    }

    /**
     * What a run said.
     *
     * @param deliveries every delivery of every alert
     * @param undecided what the end left open
     * @param deadLetters what could not be read or judged
     */
    record Said(List<Alert> deliveries, List<Undecided> undecided, List<Decoded> deadLetters) {}

    /** Runs these records in this order. */
    Said run(List<Decoded> arrivals, Rulebook rulebook) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        DataStream<Decoded> records = environment.fromData(arrivals, EntraTypes.DECODED);
        Pipeline.Outputs outputs = Pipeline.build(records, rulebook, ALLOWED_DISORDER);
        Collected<Alert> alerts = new Collected<>(ALERTS, TypeInformation.of(Alert.class));
        Collected<Undecided> undecided =
                new Collected<>(UNDECIDED, TypeInformation.of(Undecided.class));
        Collected<Decoded> deadLetters = new Collected<>(DEAD_LETTERS, EntraTypes.DECODED);
        collect(outputs.alerts(), alerts);
        collect(outputs.undecided(), undecided);
        collect(outputs.deadLetters(), deadLetters);
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        JobExecutionResult result = cluster.executeJobBlocking(graph);
        return new Said(alerts.in(result), undecided.in(result), deadLetters.in(result));
    }

    private static <T> void collect(DataStream<T> stream, Collected<T> collected) {
        stream.map(collected)
                .returns(collected.type())
                .name(collected.name())
                .sinkTo(new DiscardingSink<>());
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
