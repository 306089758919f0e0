package io.entracep.scenario;

import io.entracep.output.AlertJson;
import io.entracep.output.LineFileSink;
import io.entracep.pipeline.Pipeline;
import io.entracep.policy.PolicyReader;
import io.entracep.secret.SecretReference;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.KafkaSecurity;
import io.entracep.source.KafkaSettings;
import io.entracep.source.KafkaSourceFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole job from a topic to a file of deliveries. Loaded with each version of the code, so what
 * it takes and gives are types of the JDK and Flink only.
 */
public final class VersionedJob {
    private VersionedJob() {}

    /** The graph of this version. */
    public static JobGraph graph(Map<String, String> settings) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        if (settings.containsKey("savepoint")) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, settings.get("savepoint"));
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(Integer.parseInt(settings.get("parallelism")));
        env.setMaxParallelism(Pipeline.MAX_PARALLELISM);
        KafkaSettings topic =
                KafkaSettings.of(
                        List.of(settings.get("servers")),
                        List.of(settings.get("topic")),
                        "versions",
                        KafkaSecurity.connectionString(
                                        SecretReference.file(Path.of(settings.get("login"))))
                                .trusting(
                                        new KafkaSecurity.TrustStore(
                                                settings.get("trusted"),
                                                "PKCS12",
                                                settings.get("password"))));
        Pipeline.build(
                        env.fromSource(
                                        KafkaSourceFactory.create(topic, EntraTypes.DECODED),
                                        EventTimeWatermarks.atEndOnly(),
                                        "source",
                                        EntraTypes.DECODED)
                                .uid("kafka-source"),
                        PolicyReader.read("policy.yaml", settings.get("policy")),
                        Duration.ofHours(24))
                .alerts()
                .sinkTo(new LineFileSink<>(Path.of(settings.get("out")), AlertJson::delivery))
                .setParallelism(1)
                .uid("sink-file");
        return env.getStreamGraph().getJobGraph();
    }
}
