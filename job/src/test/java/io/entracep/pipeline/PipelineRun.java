package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.policy.Policy;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs the whole graph on the shared cluster to the end of a bounded source, and gives the final
 * set.
 */
final class PipelineRun {
    private PipelineRun() {}

    static List<String> finalSet(
            Source<Decoded, ?, ?> source,
            EventTimeWatermarks watermarks,
            Policy policy,
            int parallelism,
            String backend)
            throws Exception {
        return finalSet(source, watermarks, Rulebook.of(policy), parallelism, backend);
    }

    static List<String> finalSet(
            Source<Decoded, ?, ?> source,
            EventTimeWatermarks watermarks,
            Rulebook rulebook,
            int parallelism,
            String backend)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(Pipeline.MAX_PARALLELISM);
        DataStream<Decoded> records =
                env.fromSource(source, watermarks, "source", EntraTypes.DECODED);
        Map<String, Alert> last = new TreeMap<>();
        try (CloseableIterator<Alert> alerts =
                Pipeline.build(records, rulebook, Duration.ofHours(24))
                        .alerts()
                        .executeAndCollect()) {
            alerts.forEachRemaining(
                    alert ->
                            last.merge(
                                    alert.alertId(),
                                    alert,
                                    (one, other) ->
                                            other.delivery().decidedAt()
                                                            > one.delivery().decidedAt()
                                                    ? other
                                                    : one));
        }
        List<String> bodies = new ArrayList<>();
        last.values().stream()
                .filter(Alert::active)
                .sorted(Comparator.comparing(Alert::firstEventTime).thenComparing(Alert::alertId))
                .forEach(alert -> bodies.add(body(alert)));
        return bodies;
    }

    private static String body(Alert alert) {
        String all = alert.toString();
        return all.substring(0, all.indexOf(", delivery="));
    }
}
