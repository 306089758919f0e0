package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.cli.EntraCep;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TestCommandITCase {
    private static final String LIVES_TWO_HOURS =
            """
            description: Lives two hours
            records:
              - {at: 0h, audit: Add user, by: eve@example.com, target: tmp@example.com}
              - {at: 2h, audit: Delete user, by: eve@example.com, target: tmp@example.com}
            expect:
              exactly:
                - {detection: account-created-and-deleted, severity: SEVERITY}
            """;

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void passesWhatComesOutAsExpected() throws Exception {
        write("lives.yaml", LIVES_TWO_HOURS.replace("SEVERITY", "high"));
        Path xml = folder.resolve("out/scenarios.xml");

        assertThat(run(folder.toString(), "--junit", xml.toString())).isZero();

        assertThat(out.toString())
                .contains(
                        "scenarios: 1, runs: 4 (as-is, shuffle, duplicate, delay), passed: 4, failed: 0");
        assertThat(xml).content().contains("tests=\"4\" failures=\"0\"");
    }

    @Test
    void saysWhatDiffers() throws Exception {
        write("lives.yaml", LIVES_TWO_HOURS.replace("SEVERITY", "low"));
        write(
                "silent.yaml",
                """
                description: Says more and less than expected
                records:
                  - {at: 0h, audit: Add user, by: eve@example.com, target: "tmp@\\eexample.com"}
                  - {at: 2h, audit: Delete user, by: eve@example.com, target: "tmp@\\eexample.com"}
                expect:
                  exactly:
                    - {detection: break-glass-sign-in}
                """);
        Path xml = folder.resolve("scenarios.xml");

        assertThat(run(folder.toString(), "--mutators", "shuffle", "--junit", xml.toString()))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("FAILED lives [shuffle]: Lives two hours")
                .contains("differs    account-created-and-deleted")
                .contains("severity: expected low, actual high")
                .contains(
                        "missing    break-glass-sign-in (line 7): it sleeps, the policy has no"
                                + " break-glass-accounts")
                .contains("unexpected account-created-and-deleted (high, 2026-03-02T09:00:00.000Z)")
                .contains("passed: 0, failed: 2")
                .doesNotContain("\u001b");
        assertThat(xml)
                .content()
                .contains("tests=\"2\" failures=\"2\"")
                .contains("severity: expected low")
                .doesNotContain("\u001b");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        assertThat(run(folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(run(folder.toString(), "--mutators", "reverse")).isEqualTo(2);
        write("broken.yaml", "description: Broken\nrecords: []\nexpected: {}");

        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("no such file or folder")
                .contains("there is no mutator reverse")
                .contains("broken.yaml:3: expected must be a known key");
    }

    @Test
    void teaches() {
        ByteArrayOutputStream help = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(help, true, StandardCharsets.UTF_8);

        assertThat(
                        EntraCep.execute(
                                InputStream.nullInputStream(), stream, stream, "test", "--help"))
                .isZero();

        assertThat(help.toString(StandardCharsets.UTF_8))
                .contains("--junit=FILE")
                .contains("expect:")
                .contains("Exit codes:")
                .contains("docs/scenarios.md");
    }

    private int run(String... arguments) {
        return new CommandLine(new TestCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void write(String name, String yaml) throws Exception {
        Files.writeString(folder.resolve(name), yaml);
    }
}
