package io.entracep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** What the pods log is one JSON object a line, whatever is logged. */
class LogConfigurationTest {
    private static final String HOSTILE =
            "a \"quoted\" \\ text\n{\"level\":\"FATAL\"}\r\u0007\u2028";

    @Test
    void aLineIsAnObjectWhateverItSays() throws IOException {
        PatternLayout layout = layout();
        String plain = layout.toSerializable(event(null));
        String failed = layout.toSerializable(event(new IllegalStateException(HOSTILE)));

        for (String line : new String[] {plain, failed}) {
            assertThat(line.strip().lines()).hasSize(1);
            JsonNode read = new ObjectMapper().readTree(line);
            assertThat(read.path("message").asText()).isEqualTo(HOSTILE);
            assertThat(read.path("level").asText()).isEqualTo("WARN");
            assertThat(read.path("time").asText()).isEqualTo("2026-03-03T10:00:00.000Z");
        }
        assertThat(new ObjectMapper().readTree(failed).path("exception").asText())
                .contains("java.lang.IllegalStateException: ", "LogConfigurationTest");
    }

    private static Log4jLogEvent event(Throwable thrown) {
        MutableInstant time = new MutableInstant();
        time.initFromEpochMilli(1_772_532_000_000L, 0);
        return Log4jLogEvent.newBuilder()
                .setLevel(Level.WARN)
                .setLoggerName("io.entracep.x")
                .setThreadName("thread \"1\"")
                .setMessage(new SimpleMessage(HOSTILE))
                .setInstant(time)
                .setThrown(thrown)
                .build();
    }

    private static PatternLayout layout() throws IOException {
        JsonNode deployment =
                DeployFiles.documents(DeployFiles.KUBERNETES.resolve("base/flink-deployment.yaml"))
                        .get(0);
        Properties configuration = new Properties();
        configuration.load(
                new StringReader(
                        deployment.at("/spec/logConfiguration/log4j-console.properties").asText()));
        return PatternLayout.newBuilder()
                .withPattern(configuration.getProperty("appender.console.layout.pattern"))
                .withAlwaysWriteExceptions(false)
                .build();
    }
}
