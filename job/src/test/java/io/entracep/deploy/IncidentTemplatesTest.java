package io.entracep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.sentinel.SentinelColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that open and close incidents, against the rows that the job sends and each other. */
class IncidentTemplatesTest {
    private static final Path OPENING = DeployFiles.AZURE.resolve("modules/sentinel-rule.bicep");
    private static final Path CLOSING = DeployFiles.AZURE.resolve("modules/sentinel-close.bicep");

    /** Of the table of incidents. */
    private static final String INCIDENT_NUMBER = "IncidentNumber";

    /** Sentinel takes no more for one rule. */
    private static final int CUSTOM_DETAILS = 20;

    /**
     * What the closing says and the API knows. Source: API definition of
     * Microsoft.SecurityInsights/automationRules, version 2025-09-01.
     */
    private static final Map<String, Set<String>> API =
            Map.of(
                    "conditionType", Set.of("Property", "PropertyArray", "PropertyArrayChanged"),
                    "propertyName",
                            Set.of(
                                    "IncidentRelatedAnalyticRuleIds",
                                    "IncidentStatus",
                                    "IncidentCustomDetailsKey",
                                    "IncidentCustomDetailsValue"),
                    "operator", Set.of("Equals", "Contains"),
                    "arrayType", Set.of("CustomDetails", "CustomDetailValues", "Alerts"),
                    "arrayConditionType", Set.of("AnyItem"),
                    "changeType", Set.of("Added"),
                    "triggersOn", Set.of("Incidents"),
                    "actionType", Set.of("ModifyProperties"),
                    "status", Set.of("Closed"),
                    "classification", Set.of("Undetermined"));

    static List<Path> rules() {
        return List.of(OPENING, CLOSING);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleReadsColumnsThatItHas(Path file) throws IOException {
        Bicep rule = Bicep.read(file);
        Set<String> known =
                Arrays.stream(SentinelColumn.values())
                        .map(SentinelColumn::title)
                        .collect(Collectors.toCollection(HashSet::new));
        known.addAll(groups(rule.block("query"), "extend (\\w+) ="));
        known.add(INCIDENT_NUMBER);
        Set<String> columns = projected(rule);
        assertThat(known).containsAll(columns);

        Set<String> read = new TreeSet<>(groups(rule.text(), "columnName: '(\\w+)'"));
        read.addAll(groups(rule.text(), "\\{\\{(\\w+)}}"));
        read.addAll(groups(rule.text(), "alertSeverityColumnName: '(\\w+)'"));
        read.addAll(groups(rule.text(), "alertProperty: '\\w+', value: '(\\w+)'"));
        Map<String, String> details = rule.map("customDetails");
        assertThat(details).isNotEmpty().hasSizeLessThanOrEqualTo(CUSTOM_DETAILS);
        read.addAll(details.values());
        assertThat(columns).containsAll(read);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void anIncidentIsOneAlertAndNeverOpensAgain(Path file) throws IOException {
        Bicep rule = Bicep.read(file);

        assertThat(groups(rule.text(), "groupByCustomDetails: \\['(.*)']"))
                .allSatisfy(
                        detail ->
                                assertThat(rule.map("customDetails"))
                                        .containsEntry(detail, SentinelColumn.ALERT_ID.title()))
                .hasSize(1);
        assertThat(groups(rule.text(), "groupByEntities: \\[(.*)]")).containsExactly("");
        assertThat(groups(rule.text(), "aggregationKind: '(.*)'"))
                .containsExactly("AlertPerResult");
        assertThat(groups(rule.text(), "reopenClosedIncident: (.*)")).containsExactly("false");
        assertThat(groups(rule.text(), "    description: '(#\\w+#) "))
                .containsExactly("#DONT_CORR#");
    }

    @Test
    void theClosingAsksForTheStatusThatTheRuleShows() throws IOException {
        Bicep closing = Bicep.read(CLOSING);
        String key = valueOf(closing, "IncidentCustomDetailsKey");

        assertThat(Bicep.read(OPENING).map("customDetails"))
                .containsEntry(key, SentinelColumn.STATUS.title());
        assertThat(valueOf(closing, "IncidentCustomDetailsValue")).isEqualTo(Alert.CLEARED);
        for (Path file : rules()) {
            assertThat(Set.of(Alert.ACTIVE, Alert.CLEARED))
                    .containsAll(groups(Bicep.read(file).text(), "\\bStatus == \"([a-z]+)\""));
        }
    }

    @Test
    void theClosingSaysWhatTheApiKnows() throws IOException {
        String closing = Bicep.read(CLOSING).text();

        API.forEach(
                (property, values) ->
                        assertThat(groups(closing, "\\b" + property + ": '(.*)'"))
                                .as(property)
                                .isEqualTo(new TreeSet<>(values)));
    }

    /** The comment stands in a text of the query. */
    @Test
    void whatWasClosedWronglyIsKnownByTheCommentOfTheClosing() throws IOException {
        Bicep closing = Bicep.read(CLOSING);

        assertThat(closing.text()).contains("classificationComment: comment\n");
        assertThat(closing.text()).contains("'COMMENT', comment)\n");
        assertThat(closing.block("query")).contains("ClassificationComment == \"COMMENT\"");
        assertThat(groups(closing.text(), "(?m)^var comment = '(.*)'$"))
                .singleElement()
                .asString()
                .doesNotContain("\"", "\\");
    }

    private static Set<String> projected(Bicep rule) {
        String query = rule.block("query");
        String last = query.substring(query.lastIndexOf("| project ") + "| project ".length());
        return new TreeSet<>(List.of(last.strip().split(",\\s+")));
    }

    private static String valueOf(Bicep closing, String property) {
        return groups(
                        closing.text(),
                        "propertyName: '"
                                + property
                                + "'\\s+operator: '\\w+'\\s+propertyValues: \\['(\\w+)']")
                .iterator()
                .next();
    }

    private static Set<String> groups(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
