package io.entracep.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.entracep.testing.Repository;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What this project writes is valid by SigmaHQ's schemas, and what the specification shows is read.
 */
class SigmaSchemaTest {
    private static final Path SPEC = Repository.path("../shared/sigma/spec");
    private static final Pattern BLOCK = Pattern.compile("```ya?ml\\n(.*?)```", Pattern.DOTALL);

    @BeforeEach
    void needsTheSpecification() {
        assumeTrue(Files.isDirectory(SPEC), "no folder ../shared/sigma/spec beside the project");
    }

    @Test
    void theSkeletonAndTheExamplesOfTheDocumentAreValid() throws IOException {
        List<String> texts = new ArrayList<>();
        texts.add(
                new String(
                        Objects.requireNonNull(
                                        SigmaSchemaTest.class.getResourceAsStream(
                                                "/cli/new-rule.yml"))
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8));
        texts.addAll(blocks(Repository.path("docs/rules.md")));
        List<String> problems = new ArrayList<>();
        int documents = 0;
        for (String text : texts) {
            for (JsonNode document : documents(text)) {
                if (document.has("title")) {
                    documents++;
                    problems.addAll(problems(document));
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(documents).isGreaterThan(4);
    }

    /** Only rules that an example does not show may be missing. */
    @Test
    void theExamplesOfTheSpecificationAreRead() throws IOException {
        List<String> wrong = new ArrayList<>();
        int documents = 0;
        for (String name :
                List.of(
                        "sigma-rules-specification.md",
                        "sigma-correlation-rules-specification.md",
                        "sigma-filters-specification.md")) {
            for (String block : blocks(SPEC.resolve(name))) {
                boolean whole =
                        block.startsWith("title:")
                                && (!block.contains("correlation:") || block.contains("type:"))
                                && Pattern.compile(
                                                "^(detection|correlation|filter):",
                                                Pattern.MULTILINE)
                                        .matcher(block)
                                        .find();
                if (whole) {
                    documents++;
                    new RuleReader()
                            .read(name, block).toRuleSet().problems().stream()
                                    .map(Problem::message)
                                    .filter(
                                            each ->
                                                    !each.contains(
                                                            "the name or id of a rule that was read"))
                                    .forEach(wrong::add);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(documents).isGreaterThan(6);
    }

    private static List<String> blocks(Path file) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(file));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        }
    }

    private static List<String> problems(JsonNode document) throws IOException {
        String schema =
                document.has("correlation")
                        ? "sigma-correlation-rules-schema.json"
                        : document.has("filter")
                                ? "sigma-filters-schema.json"
                                : "sigma-detection-rule-schema.json";
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(new ObjectMapper().readTree(Files.readString(SPEC.resolve(schema))))
                .validate(document)
                .stream()
                .map(ValidationMessage::getMessage)
                .map(message -> document.path("title").asText() + ": " + message)
                .toList();
    }
}
