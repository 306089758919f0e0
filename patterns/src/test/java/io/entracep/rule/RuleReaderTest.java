package io.entracep.rule;

import static io.entracep.rule.Rules.document;
import static io.entracep.rule.Rules.messages;
import static io.entracep.rule.Rules.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with rules: what is wrong is told all at once, and stops no other rule. */
class RuleReaderTest {

    private static final String GOOD = document("auditlogs", "s: {OperationName: x}\ncondition: s");

    @TempDir private Path folder;

    @Test
    void tellsEveryProblemOfAFileAtOnceAndReadsTheOthers() {
        RuleSet rules =
                read(
                        """
                        title: First
                        level: hihg
                        logsource: {product: azure, service: auditlogs}
                        detection:
                          s: {a|containz: x}
                          condition: t
                        alert: {of: aktor, once: soon, unles: {}}
                        ---
                        """
                                + GOOD
                                + """
                                ---
                                title: Third
                                detection: {s: {a: x}, condition: s}
                                """);
        assertThat(rules.rules()).hasSize(1);
        assertThat(messages(rules))
                .satisfiesExactly(
                        problem ->
                                assertThat(problem)
                                        .startsWith("rules.yml:2: level is \"hihg\", must be")
                                        .endsWith("did you mean high?"),
                        problem ->
                                assertThat(problem)
                                        .startsWith("rules.yml:5: detection.s.a|containz is")
                                        .contains("did you mean contains?"),
                        problem ->
                                assertThat(problem)
                                        .startsWith("rules.yml:6: detection.condition is \"t\","),
                        problem ->
                                assertThat(problem)
                                        .contains(":7: alert.unles")
                                        .contains("did you mean unless?"),
                        problem ->
                                assertThat(problem)
                                        .contains("alert.of is \"aktor\"")
                                        .contains("did you mean actor?"),
                        problem -> assertThat(problem).contains("alert.once is \"soon\""),
                        problem ->
                                assertThat(problem)
                                        .startsWith("rules.yml:15: logsource must be given"));
    }

    @Test
    void oneDocumentThatIsNoYamlHidesNoOther() {
        RuleSet rules = read("title: [unclosed\n---\n" + GOOD);
        assertThat(rules.rules()).hasSize(1);
        assertThat(messages(rules)).singleElement().asString().contains("YAML text");
        RuleSet last = read(GOOD + "---\nx: *y\n");
        assertThat(last.rules()).hasSize(1);
        assertThat(messages(last)).singleElement().asString().contains("aliases");
    }

    @Test
    void refusesBombsDuplicatesTagsAndDepth() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        assertThat(messages(read(bomb))).singleElement().asString().contains("written out");
        assertThat(messages(read(GOOD + "title: Again\n")))
                .singleElement()
                .asString()
                .startsWith("rules.yml:6: title must be given once");
        assertThat(messages(read(GOOD.replace("A rule", "!!java.net.URL x"))))
                .singleElement()
                .asString()
                .contains("without a tag");
        assertThat(messages(read("title: " + "[".repeat(5_000)))).hasSize(1);
    }

    @Test
    void refusesAFileThatIsTooLongOrOfAnotherEncoding() throws IOException {
        Files.write(
                folder.resolve("long.yml"),
                ("# " + "x".repeat(1 << 20) + "\n" + GOOD).getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("utf16.yml"), GOOD.getBytes(StandardCharsets.UTF_16));
        Files.write(
                folder.resolve("latin.yml"),
                GOOD.replace("A rule", "Übung").getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("mark.yml"), "\uFEFF" + GOOD.replace("\n", "\r\n"));
        Files.writeString(folder.resolve("empty.yml"), "# nothing\n");
        RuleSet rules = new RuleReader().readAll(List.of(folder)).toRuleSet();
        assertThat(rules.rules()).hasSize(1);
        assertThat(messages(rules))
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("empty.yml: must be a Sigma rule"),
                        problem ->
                                assertThat(problem)
                                        .contains("latin.yml: must be YAML text in UTF-8"),
                        problem -> assertThat(problem).contains("long.yml: must be at most"),
                        problem ->
                                assertThat(problem)
                                        .contains("utf16.yml: must be YAML text in UTF-8"));
    }

    @Test
    void readsFoldersAndLeavesOtherFilesAloneWithAWord() throws IOException {
        Files.createDirectories(folder.resolve("sub/.git"));
        Files.writeString(folder.resolve("sub/a.yaml"), GOOD);
        Files.writeString(folder.resolve("README.md"), "no rule");
        Files.writeString(folder.resolve("sub/.git/x.yml"), "no: rule");
        RuleSet rules = new RuleReader().readAll(List.of(folder)).toRuleSet();
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.rules()).hasSize(1);
        assertThat(rules.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.message()).endsWith("not read: README.md"));
    }

    @Test
    void tellsOfAFolderWithoutRulesAndOfAFileThatIsNotThere() {
        RuleSet rules =
                new RuleReader().readAll(List.of(folder, folder.resolve("absent.yml"))).toRuleSet();
        assertThat(messages(rules)).hasSize(2);
    }

    @Test
    void refusesTheSecondOfTwoRulesWithOneNameOrId() {
        String id = "id: 7d4a0f52-7d38-4b9e-8c21-5e0f9b3d7a64\n";
        RuleSet rules =
                read(
                        GOOD
                                + "name: one\n"
                                + id
                                + "---\n"
                                + GOOD
                                + "name: one\n---\n"
                                + GOOD
                                + "name: two\n"
                                + id.toUpperCase(java.util.Locale.ROOT).replace("ID:", "id:"));
        assertThat(rules.rules()).hasSize(1);
        assertThat(messages(rules))
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("name is \"one\", must be its own"),
                        problem ->
                                assertThat(problem)
                                        .contains("id is \"7d4a0f52")
                                        .contains("rules.yml:1"));
    }

    @Test
    void tellsOfWordsThatAreNotKnownHere() {
        RuleSet rules = read(GOOD + "alrt: {}\n");
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.message()).contains("did you mean alert?"));
    }

    @Test
    void tellsOfASelectionThatNoConditionAsksFor() {
        RuleSet rules =
                read(document("auditlogs", "s: {OperationName: x}\nt: {Result: y}\ncondition: s"));
        assertThat(rules.remarks())
                .singleElement()
                .satisfies(
                        remark ->
                                assertThat(remark.message())
                                        .isEqualTo(
                                                "rules.yml:5: ignored: no condition asks for t"));
    }
}
