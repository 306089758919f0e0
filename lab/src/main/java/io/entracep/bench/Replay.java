package io.entracep.bench;

import io.entracep.catalogue.Rulebook;
import io.entracep.decode.DateOrder;
import io.entracep.decode.Decoded;
import io.entracep.observe.ObserveOperator;
import io.entracep.pipeline.Pipeline;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.FileFormat;
import io.entracep.source.FileSourceFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * One replay of the whole job, its outputs thrown away.
 *
 * @param files JSON lines
 * @param rulebook what decides which detections are awake, and rules of users
 * @param parallelism slots
 * @param backend {@code hashmap} or {@code rocksdb}
 */
record Replay(List<Path> files, Rulebook rulebook, int parallelism, String backend) {

    /** Returns the number of records. */
    long run() throws Exception {
        return sum(accounts(), ObserveOperator.RECORDS);
    }

    /** The sum of those whose name begins so. */
    static long sum(Map<String, Object> accounts, String prefix) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(entry -> (Long) entry.getValue())
                .sum();
    }

    /** What was counted. */
    Map<String, Object> accounts() throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration());
        env.setMaxParallelism(Pipeline.MAX_PARALLELISM);
        DataStream<Decoded> records =
                env.fromSource(
                        FileSourceFactory.create(
                                files,
                                EntraTypes.DECODED,
                                FileFormat.AUTO,
                                DateOrder.UNKNOWN,
                                rulebook),
                        EventTimeWatermarks.atEndOnly(),
                        "files",
                        EntraTypes.DECODED);
        Pipeline.Outputs outputs = Pipeline.build(records, rulebook, Duration.ofHours(24));
        outputs.alerts().sinkTo(new DiscardingSink<>());
        outputs.deadLetters().sinkTo(new DiscardingSink<>());
        outputs.undecided().sinkTo(new DiscardingSink<>());
        return env.execute("bench").getAllAccumulatorResults();
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        return configuration;
    }
}
