package io.entracep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.alert.Alert;
import io.entracep.pipeline.Pipeline;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.state.Erasure;
import io.entracep.testing.Alerts;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/operations.md says of sinks that change between a savepoint and the start from it. In
 * the savepoint alerts wait for sink {@code soc}, whose receiver was down.
 */
class SinksAcrossSavepointsITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SOME = 10;
    private static final String REFUSED = "allowNonRestoredState";

    @TempDir private static Path shared;
    private static SelfSigned certificate;
    private static EmbeddedFlink flink;
    private static String savepoint;
    private static Set<String> waiting;

    @TempDir private Path folder;
    private TestingAlertEndpoint endpoint;

    @BeforeAll
    static void leaveAlertsWaiting() throws Exception {
        certificate = SelfSigned.in(shared);
        flink = EmbeddedFlink.start(1, new Configuration());
        try (TestingAlertEndpoint down = new TestingAlertEndpoint(certificate)) {
            down.usually(Behaviour.status(503));
            JobClient job = start(shared, new Configuration(), sink("soc", down));
            await().atMost(PATIENCE).until(() -> archived(shared).size() >= SOME);
            savepoint =
                    job.stopWithSavepoint(
                                    false,
                                    shared.resolve("savepoint").toUri().toString(),
                                    SavepointFormatType.CANONICAL)
                            .get();
            waiting = archived(shared);
        }
    }

    @AfterAll
    static void stopFlink() {
        flink.close();
    }

    @BeforeEach
    void startReceiver() throws IOException {
        endpoint = new TestingAlertEndpoint(certificate);
    }

    @AfterEach
    void stopReceiver() {
        endpoint.close();
    }

    @Test
    void anAddedSinkStartsEmptyAndTheOldOneDeliversWhatWaited() throws Exception {
        JobClient job = restored(false, sink("soc", endpoint) + sink("added", endpoint));

        await().atMost(PATIENCE).until(() -> delivered("soc").containsAll(waiting));
        await().atMost(PATIENCE).until(() -> delivered("added").size() >= SOME);
        job.cancel().get();
        assertThat(delivered("added")).doesNotContainAnyElementsOf(waiting);
    }

    @Test
    void withoutASinkTheStartIsRefused() {
        assertThatThrownBy(() -> restored(false, "").getJobExecutionResult().get())
                .hasStackTraceContaining(REFUSED);
    }

    @Test
    void withoutASinkTheJobStartsWhereThatIsAllowedAndGoesOn() throws Exception {
        JobClient job = restored(true, "");

        await().atMost(PATIENCE).until(() -> archived(folder).size() >= SOME);
        job.cancel().get();
        assertThat(archived(folder)).as("read on").doesNotContainAnyElementsOf(waiting);
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void aRenamedSinkIsADroppedAndAnAddedOne() throws Exception {
        assertThatThrownBy(
                        () -> restored(false, sink("soar", endpoint)).getJobExecutionResult().get())
                .hasStackTraceContaining(REFUSED);

        JobClient job = restored(true, sink("soar", endpoint));
        await().atMost(PATIENCE).until(() -> delivered("soar").size() >= SOME);
        job.cancel().get();
        assertThat(delivered("soar"))
                .as("what waited is gone")
                .doesNotContainAnyElementsOf(waiting);
    }

    @Test
    void aSinkThatComesBackToItsNameHasWhatWaited() throws Exception {
        JobClient job = restored(false, sink("soc", endpoint));

        await().atMost(PATIENCE).until(() -> delivered("soc").containsAll(waiting));
        job.cancel().get();
    }

    private JobClient restored(boolean allowed, String sinks) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, allowed);
        return start(folder, configuration, sinks);
    }

    /** Alerts without end, to a file of the folder and to the sinks of the YAML text. */
    private static JobClient start(Path folder, Configuration configuration, String sinks)
            throws Exception {
        RunConfig config =
                RunConfigReader.read(
                        Files.writeString(
                                folder.resolve("run.yaml"),
                                """
                                source: {bootstrap-servers: ["localhost:1"], topics: [none]}
                                dead-letters: discard
                                alert-dead-letters: {file: refused.jsonl}
                                sinks:
                                  archive: {type: file, path: archive.jsonl}
                                """
                                        + sinks));
        StreamExecutionEnvironment environment = flink.environment();
        environment.configure(configuration);
        environment.setMaxParallelism(Pipeline.MAX_PARALLELISM);
        DataStream<Alert> alerts =
                environment
                        .fromSource(
                                new DataGeneratorSource<>(
                                        i -> Alerts.alert("a" + i, 1_000_000 + i),
                                        Long.MAX_VALUE,
                                        RateLimiterStrategy.perSecond(50),
                                        TypeInformation.of(Alert.class)),
                                WatermarkStrategy.noWatermarks(),
                                "alerts")
                        .uid("alerts");
        AlertSinks ends = new AlertSinks(config.alertDeadLetters(), null, Erasure.NONE);
        config.sinks().forEach(sink -> ends.attach(alerts, sink));
        return environment.executeAsync();
    }

    /** With a filter, which has state of its own. */
    private static String sink(String name, TestingAlertEndpoint endpoint) {
        return """
                 %1$s:
                   type: webhook
                   url: %2$s
                   certificates: %3$s
                   requests-per-second: 1000
                   filter: {minimum-severity: low}
               """
                .formatted(name, endpoint.url("/" + name), certificate.pem());
    }

    private Set<String> delivered(String sink) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (TestingAlertEndpoint.Received request : endpoint.received()) {
            if (request.path().equals("/" + sink)) {
                ids.add(id(request.body()));
            }
        }
        return ids;
    }

    private static Set<String> archived(Path folder) throws IOException {
        Set<String> ids = new TreeSet<>();
        Path file = folder.resolve("archive.jsonl");
        String text = Files.exists(file) ? Files.readString(file) : "";
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            ids.add(id(line));
        }
        return ids;
    }

    private static String id(String alert) throws IOException {
        return JSON.readTree(alert).path("alertId").asText();
    }
}
