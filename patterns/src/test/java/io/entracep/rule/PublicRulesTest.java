package io.entracep.rule;

import static io.entracep.rule.Rules.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.entracep.event.Category;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The public rules of SigmaHQ for Azure, as published: each loads, holds of a raw record of the
 * kind that its author meant, and not of a similar one. Records are made up after the documented
 * shapes.
 */
class PublicRulesTest {

    private static final PlaceholderLists LISTS =
            PlaceholderLists.of(
                    Map.of(
                            "ApprovedUserUpn", List.of("helpdesk@example.com"),
                            "Important_AppIds", List.of("6e3a4f0e-0000-4000-8000-000000000001"),
                            "Known_Location", List.of("DE", "FR"),
                            "Approved_Inviters", List.of("inviter@example.com")));

    private static @Nullable RuleSet rules;
    private static final PublicRuleCases CASES = new PublicRuleCases();

    @BeforeAll
    static void readRules() {
        Optional<Path> folder = shared("sigma/public-rules");
        assumeTrue(folder.isPresent(), "no folder shared/sigma/public-rules above the repository");
        rules = new RuleReader().readAll(List.of(folder.get())).toRuleSet();
    }

    private static RuleSet rules() {
        if (rules == null) {
            throw new IllegalStateException("not read");
        }
        return rules;
    }

    @Test
    void allLoadButTheOneThatIsUnsupported() {
        assertThat(rules().rules()).hasSize(77);
        assertThat(rules().problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.file()).contains("unsupported"));
        assertThat(rules().rules()).allMatch(CompiledRule::canMatch);
    }

    @Test
    void thoseWithPlaceholdersSleepUntilThePolicyHasTheirLists() {
        assertThat(rules().rules())
                .filteredOn(rule -> !rule.missingLists().isEmpty())
                .allMatch(rule -> rule.rule().head().file().contains("placeholder"))
                .hasSize(4);
        assertThat(rules().bind(LISTS)).allMatch(rule -> rule.missingLists().isEmpty());
    }

    @Test
    void eachHoldsOfWhatItsAuthorMeantAndOfNothingSimilar() {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> untested = new TreeSet<>();
        for (CompiledRule rule : rules().bind(LISTS)) {
            String file = Path.of(rule.rule().head().file()).getFileName().toString();
            String name = file.replace("azure_", "").replace(".yml", "");
            List<JsonNode> firing = firing(rule, name);
            if (firing.isEmpty()) {
                untested.add(name);
            }
            for (JsonNode record : firing) {
                if (!holds(rule, record)) {
                    wrong.add(name + " does not hold of " + record);
                }
                if (!found(rule, record)) {
                    wrong.add(name + " is not found for " + record);
                }
            }
            for (JsonNode record : silent(rule, name)) {
                if (holds(rule, record)) {
                    wrong.add(name + " holds of " + record);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(untested).isEmpty();
    }

    private static boolean holds(CompiledRule rule, JsonNode record) {
        return rule.matches(new JsonRecord(record, rules().paths()));
    }

    /** Through the index, under the log of the record. */
    private static boolean found(CompiledRule rule, JsonNode record) {
        String logged = record.path("category").asText();
        Category category =
                List.of(Category.values()).stream()
                        .filter(each -> each.key().equals(logged.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(Category.AZURE_ACTIVITY);
        List<CompiledRule> matching = new ArrayList<>();
        RuleIndex.of(rules().bind(LISTS))
                .match(category, new JsonRecord(record, rules().paths()), matching::add);
        return matching.stream().anyMatch(each -> each.key().equals(rule.key()));
    }

    private List<JsonNode> firing(CompiledRule rule, String name) {
        String service = String.valueOf(rule.rule().logSource().service());
        if (service.equals("activitylogs")) {
            return operations(rule).stream().<JsonNode>map(RawRecords::arm).toList();
        }
        if (service.equals("riskdetection")) {
            return values(rule).stream().<JsonNode>map(RawRecords::risk).toList();
        }
        return CASES.meant(name);
    }

    private List<JsonNode> silent(CompiledRule rule, String name) {
        String service = String.valueOf(rule.rule().logSource().service());
        if (service.equals("activitylogs")) {
            String end = rule.readsAllTexts() ? "" : "X";
            return List.of(
                    RawRecords.arm("MICROSOFT.EXAMPLE/OTHERS/WRITE"),
                    RawRecords.arm("X" + operations(rule).get(0).substring(1) + end));
        }
        if (service.equals("riskdetection")) {
            return List.of(
                    RawRecords.risk("somethingElse"), RawRecords.risk(values(rule).get(0) + "s"));
        }
        return CASES.others(name);
    }

    /** The operations that a rule names; of beginnings and ends, each with each. */
    private static List<String> operations(CompiledRule rule) {
        List<String> starts = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (FieldItem item : items(rule)) {
            (item.has(Modifier.ENDSWITH) ? ends : starts)
                    .addAll(item.values().stream().map(RuleValue::text).toList());
        }
        List<String> all = new ArrayList<>();
        for (String start : starts) {
            for (String end : ends.isEmpty() ? List.of("") : ends) {
                all.add(start + end);
            }
        }
        return all;
    }

    private static List<String> values(CompiledRule rule) {
        return items(rule).stream()
                .flatMap(item -> item.values().stream())
                .map(RuleValue::text)
                .toList();
    }

    private static List<FieldItem> items(CompiledRule rule) {
        List<FieldItem> items = new ArrayList<>();
        rule.rule().detection().selections().values().forEach(each -> collect(each, items));
        return items;
    }

    private static void collect(Selection selection, List<FieldItem> items) {
        if (selection instanceof Selection.AllOf all) {
            all.parts().forEach(part -> collect(part, items));
        } else if (selection instanceof Selection.AnyOf any) {
            any.parts().forEach(part -> collect(part, items));
        } else {
            items.add(((Selection.Item) selection).item());
        }
    }
}
