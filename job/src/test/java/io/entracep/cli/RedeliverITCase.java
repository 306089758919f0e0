package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.cli.Program.Outcome;
import io.entracep.outbox.DeadDelivery;
import io.entracep.outbox.DeadDeliveryJson;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import io.entracep.testing.TestingAlertEndpoint.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `redeliver` against an HTTPS receiver on this machine. */
class RedeliverITCase {
    @TempDir private static Path shared;
    private static SelfSigned certificate;

    @TempDir private Path folder;
    private TestingAlertEndpoint endpoint;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = SelfSigned.in(shared);
    }

    @BeforeEach
    void start() throws IOException {
        endpoint = new TestingAlertEndpoint(certificate);
        Files.writeString(folder.resolve("url"), endpoint.url("/planted-path"));
        Files.writeString(
                folder.resolve("run.yaml"),
                """
                source: {bootstrap-servers: ["localhost:1"], topics: [logs]}
                sinks:
                  soc: {type: webhook, url: {file: url}, certificates: %s}
                  other: {type: webhook, url: {file: missing}}
                  screen: {type: console}
                dead-letters: discard
                alert-dead-letters: {file: dead.jsonl}
                """
                        .formatted(certificate.pem()));
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void sendsTheNewestOfEachAlertAndChangesNothing() throws IOException {
        Path file = dead(letter("soc", "a", 1), letter("soc", "b", 1), letter("soc", "a", 2));
        String before = Files.readString(file);

        Outcome outcome = redeliver();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsPattern("soc +2 +0")
                .contains("1 older deliveries of the same alerts were not sent");
        assertThat(endpoint.received())
                .extracting(Received::body)
                .containsExactlyInAnyOrder("body of a at 2", "body of b at 1");
        assertThat(file).hasContent(before);
        assertThat(remaining()).doesNotExist();
    }

    @Test
    void keepsWhatIsRefusedAgainAndWhatCannotBeSent() throws IOException {
        endpoint.usually(Behaviour.status(403));
        dead(
                letter("soc", "a", 1),
                letter("other", "b", 1),
                letter("gone", "c", 1),
                "{\"sink\":\"soc\",\"alertId\":\"half a li");

        Outcome outcome = redeliver();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("HTTP 403", "1 lines cannot be read", ".remaining");
        assertThat(outcome.out() + outcome.err()).doesNotContain("planted-path");
        List<String> lines = Files.readAllLines(remaining());
        assertThat(lines).hasSize(4).last().asString().endsWith("half a li");
        DeadDelivery refused = DeadDeliveryJson.read(lines.get(0));
        assertThat(refused)
                .isEqualTo(
                        new DeadDelivery(
                                "soc", "a", 1, "HTTP 403", "status 403", "body of a at 1"));
        assertThat(DeadDeliveryJson.read(lines.get(1)).reason())
                .startsWith("Cannot read the secret in file");
        assertThat(DeadDeliveryJson.read(lines.get(2)).reason())
                .contains("no webhook or Sentinel sink of this name");
    }

    @Test
    void sendsToOneSinkAndKeepsTheOthers() throws IOException {
        String other = letter("other", "b", 1);
        dead(letter("soc", "a", 1), other);

        Outcome outcome = redeliver("--sink", "soc");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .containsPattern("soc +1 +0")
                .contains("1 of sink other were not sent: --sink names another.", ".remaining");
        assertThat(endpoint.received()).hasSize(1);
        assertThat(Files.readAllLines(remaining())).containsExactly(other);
    }

    @Test
    void sendsToOneSinkAndIsDoneWhereThereIsNoOther() throws IOException {
        dead(letter("soc", "a", 1));

        assertThat(redeliver("--sink", "soc").exitCode()).isZero();
        assertThat(remaining()).doesNotExist();
    }

    @Test
    void triesAgainWhatFailsForAMoment() throws IOException {
        endpoint.next(Behaviour.status(503)).next(Behaviour.hangUp());
        dead(letter("soc", "a", 1));

        assertThat(redeliver().exitCode()).isZero();
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        assertThat(redeliver().err()).contains("Cannot read", "dead.jsonl");
        dead("no dead delivery");
        assertThat(redeliver().err()).contains("holds no dead deliveries");
        assertThat(redeliver("--sink", "screen").err()).contains("It has: soc, other");
        Files.writeString(remaining(), "");
        Outcome outcome = redeliver();
        assertThat(outcome.err()).contains("is there already");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(endpoint.received()).isEmpty();
    }

    private Outcome redeliver(String... more) {
        String[] args = {
            "redeliver",
            folder.resolve("dead.jsonl").toString(),
            "--config",
            folder.resolve("run.yaml").toString()
        };
        return Program.run(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    }

    private Path remaining() {
        return folder.resolve("dead.jsonl.remaining");
    }

    private Path dead(String... lines) throws IOException {
        return Files.write(folder.resolve("dead.jsonl"), List.of(lines));
    }

    private static String letter(String sink, String alertId, long decidedAt) {
        return DeadDeliveryJson.of(
                new DeadDelivery(
                        sink,
                        alertId,
                        decidedAt,
                        "HTTP 400",
                        null,
                        "body of " + alertId + " at " + decidedAt));
    }
}
