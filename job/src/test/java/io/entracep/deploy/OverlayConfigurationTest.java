package io.entracep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entracep.policy.PolicyReader;
import io.entracep.run.RunConfig;
import io.entracep.run.RunConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The overlays' configurations against the program's own readers, and against deploy/azure. */
class OverlayConfigurationTest {

    @Test
    void theProgramReadsTheConfigurations() {
        Set<String> groups = new HashSet<>();
        for (String overlay : DeployFiles.OVERLAYS) {
            RunConfig config = RunConfigReader.read(file(overlay, "run.yaml"));

            assertThat(config.policy()).isEqualTo(file(overlay, "policy.yaml"));
            groups.add(config.source().groupId());
        }
        assertThat(groups).as("a group for each deployment").hasSize(DeployFiles.OVERLAYS.size());
    }

    @Test
    void theProgramReadsThePolicies() {
        for (String overlay : DeployFiles.OVERLAYS) {
            PolicyReader.read(file(overlay, "policy.yaml"));
        }
    }

    @Test
    void namesAreThoseThatAzureIsGiven() throws IOException {
        JsonNode run = DeployFiles.documents(file("production", "run.yaml")).get(0);
        String main = Files.readString(DeployFiles.AZURE.resolve("main.bicep"));
        String sample = Files.readString(DeployFiles.AZURE.resolve("main.bicepparam"));

        assertThat(sample)
                .contains(
                        "param eventHubNamespace = '"
                                + run.at("/source/bootstrap-servers/0").asText().split("\\.")[0]
                                + "'");
        assertThat(main)
                .contains("param logHub string = '" + run.at("/source/topics/0").asText() + "'")
                .contains("'" + run.at("/dead-letters/kafka/topic").asText() + "'")
                .contains("'" + run.at("/alert-dead-letters/kafka/topic").asText() + "'")
                .contains(
                        "param streamName string = '"
                                + run.at("/sinks/sentinel/stream").asText().replace("Custom-", "")
                                + "'");
    }

    private static Path file(String overlay, String name) {
        return DeployFiles.KUBERNETES.resolve("overlays").resolve(overlay).resolve(name);
    }
}
