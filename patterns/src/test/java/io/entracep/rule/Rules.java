package io.entracep.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rules and records for tests. */
final class Rules {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Rules() {}

    static RuleSet read(String yaml) {
        return new RuleReader().read("rules.yml", yaml).toRuleSet();
    }

    /** A rule about the audit log with this detection, which must be right. */
    static CompiledRule audit(String detection) {
        return only("auditlogs", detection);
    }

    /** A rule about sign-ins with this detection, which must be right. */
    static CompiledRule signIn(String detection) {
        return only("signinlogs", detection);
    }

    static CompiledRule only(String service, String detection) {
        RuleSet rules = read(document(service, detection));
        assertThat(rules.problems()).isEmpty();
        return rules.rules().iterator().next();
    }

    /** What is wrong with a rule about sign-ins that has this detection. */
    static List<String> problems(String detection) {
        return messages(read(document("signinlogs", detection)));
    }

    static List<String> messages(RuleSet rules) {
        return rules.problems().stream().map(Problem::message).toList();
    }

    static String document(String service, String detection) {
        return "title: A rule\nlogsource: {product: azure, service: "
                + service
                + "}\ndetection:\n"
                + detection.indent(2);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static boolean matches(CompiledRule rule, JsonNode record) {
        return rule.matches(new JsonRecord(record, rule.fieldPaths()));
    }

    /** Of JSON with single quotes. */
    static boolean matches(CompiledRule rule, String record) {
        return matches(rule, json(record));
    }

    /** A folder beside the project, where it exists. */
    static Optional<Path> shared(String name) {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path found = folder.resolve("shared").resolve(name);
            if (Files.exists(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
