package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.cli.Program.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong is told in one paragraph: what, where, and what to do. */
class BadInputTest {
    private static final String SOME_RECORD =
            "{\"category\":\"AuditLogs\",\"time\":\"2026-03-02T09:00:00Z\"}\n";

    @TempDir private Path folder;

    @Test
    void namesTheMissingFile() {
        Outcome outcome = replay("no-such-file.json");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertIsOneParagraph(outcome.err(), "no-such-file.json", "Check the path");
    }

    @Test
    void namesTheFolderWithoutFiles() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Outcome outcome = replay(empty.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertIsOneParagraph(outcome.err(), empty.toString(), "Nothing to read");
    }

    @Test
    void namesTheEmptyFile() throws IOException {
        Outcome outcome = replay(write("empty.json", "").toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertIsOneParagraph(outcome.err(), "empty.json", "Check that the export is complete");
    }

    @Test
    void tellsThatNothingCameOnStandardInput() {
        Outcome outcome = replay("-");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "entra-cep: There is nothing in standard input: it is empty."
                                + " Check that the export is complete.");
    }

    @ParameterizedTest
    @CsvSource({"pic\u0000ture, binary data", "\u0089PNG\u0000x, binary data"})
    void tellsWhatABinaryFileIs(String content, String explanation) throws IOException {
        Path file = folder.resolve("strange.bin");
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));

        Outcome outcome = replay(file.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertIsOneParagraph(outcome.err(), "strange.bin", explanation);
    }

    @Test
    void writesOverNoFolderThatIsNotItsOwn() throws IOException {
        Path precious = write("precious.txt", "precious");

        Outcome outcome =
                Program.run(
                        "replay",
                        write("a.json", SOME_RECORD).toString(),
                        "--out",
                        folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertIsOneParagraph(outcome.err(), folder.toString(), "--out");
        assertThat(precious).hasContent("precious");
    }

    @Test
    void writesNoFolderOverAFile() throws IOException {
        Path file = write("a.json", SOME_RECORD);

        Outcome outcome = Program.run("replay", file.toString(), "--out", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertIsOneParagraph(outcome.err(), "is a file", "--out");
        assertThat(file).hasContent(SOME_RECORD.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "break-glas-accounts: []              | break-glass-accounts",
                "corporate-egress: [192.0.2.0/33]     | corporate-egress[0]",
                "admin-upn-regex: '(('                | admin-upn-regex",
                "time-zone: Europe/Berlinn            | Europe/Berlin",
                "detections: {no-such: {enabled: false}} | no-such"
            })
    void tellsWhereThePolicyIsWrong(String line, String mentioned) throws IOException {
        Path policy = write("policy.yaml", "default:\n  " + line + "\n");

        Outcome checked = Program.run("policy", "check", policy.toString());
        Outcome replayed =
                Program.run(
                        "replay",
                        write("a.json", SOME_RECORD).toString(),
                        "--policy",
                        policy.toString());

        assertThat(checked.exitCode()).isEqualTo(2);
        assertIsOneParagraph(checked.err(), policy + ":2:", mentioned, "docs/policy.md");
        assertThat(replayed).isEqualTo(checked);
    }

    @ParameterizedTest
    @CsvSource({
        "--only, scan;fast, --only is fast",
        "--records, 0, --records is 0",
        "--users, 5, --users is 5",
        "--rounds, 0, --rounds is 0",
        "--parallelism, 0, --parallelism is 0"
    })
    void measuresNothingWithArgumentsThatCannotBe(String option, String value, String told) {
        Outcome outcome = Program.run("bench", option, value.replace(';', ','));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertIsOneParagraph(outcome.err(), told, "must be", "bench --help");
        assertThat(outcome.err()).doesNotContain("..");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--out", "--policy-out"})
    void tellsThatLogsCannotBeWrittenThere(String option) {
        Path nowhere = folder.resolve("no-such-folder/file");
        Path logs = folder.resolve("logs.jsonl");

        Outcome outcome =
                option.equals("--out")
                        ? Program.run("generate", option, nowhere.toString())
                        : Program.run(
                                "generate", "--out", logs.toString(), option, nowhere.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertIsOneParagraph(outcome.err(), "Cannot write " + nowhere, "with " + option);
    }

    @Test
    void namesTheMissingPolicy() {
        Outcome outcome = Program.run("detections", "--policy", "no-such-policy.yaml");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertIsOneParagraph(outcome.err(), "no-such-policy.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay                                      | PATH",
                "replay a.json --parallelism 0               | must be 1 to 256",
                "replay a.json --parallelism x               | --parallelism",
                "replay a.json --from yesterday              | must be a date such as",
                "replay a.json --disorder 5                  | must be a duration such as",
                "replay a.json --from 2026-03-02 --to 2026-03-01 | must be before --to",
                "replay a.json --format xml                  | must be auto, lines, json or csv",
                "replay a.json --dates american              | must be auto, day-first or month-first",
                "replay a.json --tenant ../x                 | must be the id of a tenant",
                "replay a.json --polcy p.yaml                | --policy",
                "detection                                   | detections",
                "policy                                      | check FILE",
                "config                                      | check FILE",
                "run                                         | --config"
            })
    void explainsBadArguments(String commandLine, String mentioned) {
        Outcome outcome = Program.run(commandLine.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertIsOneParagraph(outcome.err(), mentioned);
    }

    @Test
    void refusesToDoNothing() {
        assertThat(Program.run().exitCode()).isEqualTo(2);
    }

    @Test
    void showsAStackTraceWhenAsked() {
        Outcome outcome = Program.run("replay", "no-such-file.json", "--debug");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("\tat io.entracep");
    }

    @Test
    void tellsEveryProblemOfAConfiguration() throws IOException {
        Path config = write("run.yaml", "source:\n  topics: []\n  strat: latest\nsinks: {}\n");

        Outcome outcome = Program.run("config", "check", config.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("source.topics", "source.bootstrap-servers", "run.yaml:3: source.strat")
                .contains("sinks must be given", "dead-letters must be")
                .doesNotContain("\tat ");
    }

    private Outcome replay(String path) {
        return Program.run("replay", path, "--out", folder.resolve("out").toString());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static void assertIsOneParagraph(String err, String... mentioned) {
        assertThat(err)
                .startsWith("entra-cep: ")
                .contains(mentioned)
                .doesNotContain("\n\n", "\tat ", "Exception in");
    }
}
