package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.alert.Alert;
import io.entracep.event.Category;
import io.entracep.policy.Policy;
import io.entracep.rule.CompiledRule;
import io.entracep.rule.FieldItem;
import io.entracep.rule.FieldPath;
import io.entracep.rule.FieldPaths;
import io.entracep.rule.JsonRecord;
import io.entracep.rule.RuleField;
import io.entracep.rule.RuleTexts;
import io.entracep.rule.RuleValue;
import io.entracep.rule.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The public rules through decoder and loop: of each a record is made of what its selections ask
 * for; every rule of which a record is one must tell it, in any order of records.
 */
class PublicRulesFireTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Of a few rules the text says what no record has; they are held against real ones elsewhere.
     */
    private static final int MOST_NOT_MADE = 25;

    private RuleJob job;
    private FieldPaths paths;

    @BeforeEach
    void readRules() {
        Path folder =
                Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(each -> each.resolve("shared/sigma/public-rules"))
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElse(null);
        assumeTrue(folder != null, "no folder shared/sigma/public-rules above the repository");
        job = RuleJob.of(RuleTexts.readAll(List.of(folder), new ArrayList<>()), Policy.none());
        paths = job.catalogue().rules().paths();
    }

    @Test
    void tellWhatTheirAuthorsMeant() {
        List<CompiledRule> awake =
                job.catalogue().rules().rules().stream()
                        .filter(rule -> rule.missingLists().isEmpty())
                        .filter(rule -> !rule.rule().head().file().startsWith("shipped/"))
                        .toList();
        List<ObjectNode> records = new ArrayList<>();
        for (CompiledRule rule : awake) {
            for (Category category : rule.categories().stream().sorted().limit(1).toList()) {
                records.add(record(rule, category, records.size()));
            }
        }
        Set<String> expected = new TreeSet<>();
        for (CompiledRule rule : awake) {
            for (ObjectNode record : records) {
                if (isOf(record, rule) && rule.matches(new JsonRecord(record, paths))) {
                    expected.add(rule.key());
                }
            }
        }
        job.given(records.stream().map(ObjectNode::toString).toList());

        Set<String> keys = awake.stream().map(CompiledRule::key).collect(Collectors.toSet());
        Set<String> told =
                job.alertsInAnyOrder(keys::contains, 1).stream()
                        .map(Alert::detectionId)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(expected);
        assertThat(told).hasSizeGreaterThanOrEqualTo(awake.size() - MOST_NOT_MADE);
    }

    private static boolean isOf(ObjectNode record, CompiledRule rule) {
        return rule.categories().stream()
                .anyMatch(category -> category.logName().equals(record.path("category").asText()));
    }

    private ObjectNode record(CompiledRule rule, Category category, int number) {
        ObjectNode record = MAPPER.createObjectNode();
        ObjectNode properties = MAPPER.createObjectNode();
        rule.rule()
                .detection()
                .selections()
                .forEach(
                        (name, selection) -> {
                            if (!name.startsWith("filter")) {
                                fill(rule, selection, record, properties);
                            }
                        });
        String time = "2026-03-02T%02d:%02d:00Z".formatted(8 + number / 60, number % 60);
        record.put("time", time)
                .put("category", category.logName())
                .put("tenantId", RuleJob.TENANT);
        if (!record.has("operationName")) {
            record.put("operationName", "Some/operation");
        }
        properties
                .put("id", "r" + number)
                .put("userId", "u" + number)
                .put("createdDateTime", time)
                .put("activityDateTime", time);
        record.set("properties", properties);
        return record;
    }

    private void fill(
            CompiledRule rule, Selection selection, ObjectNode record, ObjectNode properties) {
        if (selection instanceof Selection.AllOf all) {
            all.parts().forEach(part -> fill(rule, part, record, properties));
        } else if (selection instanceof Selection.AnyOf any) {
            fill(rule, any.parts().get(0), record, properties);
        } else if (selection instanceof Selection.Item item) {
            fill(rule, item.item(), record, properties);
        }
    }

    private void fill(CompiledRule rule, FieldItem item, ObjectNode record, ObjectNode properties) {
        if (item.values().get(0).kind() == RuleValue.Kind.NULL) {
            return;
        }
        boolean all = item.modifiers().stream().anyMatch(modifier -> modifier.name().equals("ALL"));
        String value =
                all
                        ? item.values().stream()
                                .map(RuleValue::text)
                                .collect(Collectors.joining(" "))
                        : item.values().get(0).text();
        if (item.field().isEmpty()) {
            record.put("operationName", value);
            return;
        }
        RuleField field = rule.field(item.field()).orElseThrow();
        FieldPath path = paths.path(field.paths().get(0));
        ObjectNode at = path.scope() == FieldPath.Scope.RECORD ? record : properties;
        for (FieldPath.Step step : path.steps().subList(0, path.steps().size() - 1)) {
            String name = step.names().get(0);
            at = at.get(name) instanceof ObjectNode inside ? inside : at.putObject(name);
            if (step.selector() != null) {
                at.put(step.selector().key(), step.selector().value());
            }
        }
        at.put(path.steps().get(path.steps().size() - 1).names().get(0), value);
    }
}
