package io.entracep.sentinel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.identity.CapturedLog;
import io.entracep.identity.EntraCredential;
import io.entracep.identity.IdentityStandIn;
import io.entracep.outbox.Answer;
import io.entracep.outbox.Message;
import io.entracep.outbox.Receiver;
import io.entracep.secret.SecretReference;
import io.entracep.sentinel.SentinelSettings.Destination;
import io.entracep.testing.SelfSigned;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receiver and the library's token flow against servers on this machine, over HTTPS. */
class SentinelReceiverITCase {
    private static final String SECRET = "planted~Secret-91ab";
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(700);

    @TempDir private static Path shared;
    private static SelfSigned certificate;

    @TempDir private Path folder;
    private Path secretFile;
    private IdentityStandIn entra;
    private IngestionStandIn sentinel;
    private Receiver receiver;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = SelfSigned.in(shared);
    }

    @BeforeEach
    void start() throws Exception {
        secretFile = Files.writeString(folder.resolve("secret"), SECRET);
        entra = IdentityStandIn.start(certificate, SECRET);
        sentinel = IngestionStandIn.start(certificate, entra);
        receiver = new SentinelReceiverFactory(settings(PATIENT)).open();
    }

    @AfterEach
    void stop() {
        receiver.close();
        sentinel.close();
        entra.close();
    }

    @Test
    void sendsRowsThatFitTheStream() {
        assertThat(send("a", "b")).isInstanceOf(Answer.Accepted.class);
        assertThat(send("c")).isInstanceOf(Answer.Accepted.class);

        assertThat(sentinel.rows())
                .extracting(row -> row.path("AlertId").asText())
                .containsExactly("a", "b", "c");
        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void fillsACallUpToItsLimitAndNotBeyond() {
        int each = 99_999;
        List<Message> messages = IntStream.range(0, 15).mapToObj(i -> message(each)).toList();
        List<Message> justFits = List.of(message(499_998), message(499_999));
        List<Message> justNot = List.of(message(499_999), message(499_999));

        // Ten rows, nine commas and two brackets would have 1 000 001 bytes.
        assertThat(receiver.fitting(messages)).isEqualTo(9);
        assertThat(receiver.fitting(justFits)).isEqualTo(2);
        assertThat(receiver.fitting(justNot)).isEqualTo(1);
        assertThat(receiver.fitting(List.of(message(2_000_000)))).isEqualTo(1);
    }

    @Test
    void theLargestBatchOfTheLargestRowsIsAccepted() {
        List<Message> messages =
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        new Message(
                                                "a" + i,
                                                i,
                                                SentinelRow.of(
                                                        Alerts.stuffed("ü😀\"".repeat(3_000), 3))))
                        .toList();

        int fitting = receiver.fitting(messages);

        assertThat(fitting).isBetween(1, 39);
        assertThat(answer(messages.subList(0, fitting))).isInstanceOf(Answer.Accepted.class);
        assertThat(answer(messages.subList(0, fitting + 1)))
                .isEqualTo(
                        new Answer.Refused(
                                "HTTP 413",
                                "{\"error\":{\"code\":\"ContentLengthLimitExceeded\"}}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void triesLaterWhatFailsForNow(int status) {
        sentinel.answerNext(status, Map.of("Retry-After", "7"));

        assertThat(send("a")).isEqualTo(new Answer.Later("HTTP " + status, Duration.ofSeconds(7)));
        assertThat(send("a")).isInstanceOf(Answer.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 413, 301})
    void isToldWhatIsRefused(int status) {
        sentinel.answerNext(status, Map.of());

        assertThat(send("a"))
                .isEqualTo(
                        new Answer.Refused(
                                "HTTP " + status,
                                "{\"error\":{\"code\":\"Planned\"}}",
                                status == 400 || status == 413
                                        ? Answer.Reach.SOME
                                        : Answer.Reach.EVERY));
    }

    @Test
    void aRowThatDoesNotFitTheStreamIsRefused() {
        assertThat(answer(List.of(message(1))))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo("HTTP 400");
                            assertThat(refused.response()).startsWith("[columns are []");
                        });
    }

    @Test
    void aTokenThatIsRefusedIsReplaced() {
        assertThat(send("a")).isInstanceOf(Answer.Accepted.class);
        entra.revokeAll();

        assertThat(send("b")).isEqualTo(new Answer.Later("HTTP 401", null));
        assertThat(send("b")).isInstanceOf(Answer.Accepted.class);
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void rowsAreRefusedWhenASecondTokenIsRefusedToo() {
        sentinel.answerNext(401, Map.of());
        sentinel.answerNext(401, Map.of());

        assertThat(send("a")).isEqualTo(new Answer.Later("HTTP 401", null));
        assertThat(send("a"))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo("HTTP 401");
                            assertThat(refused.reach()).isEqualTo(Answer.Reach.EVERY);
                        });
        assertThat(send("a")).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void waitsWhileNoTokenCanBeHad() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            entra.breakDown();
            assertThat(send("a")).isEqualTo(new Answer.Later("identity no-token", null));
            entra.recover();
            entra.accept("new secret");
            assertThat(send("a")).isEqualTo(new Answer.Later("identity AADSTS7000215", null));
            assertThat(send("a")).isEqualTo(new Answer.Later("identity AADSTS7000215", null));
            Files.writeString(secretFile, "new secret");
            assertThat(send("a")).isInstanceOf(Answer.Accepted.class);

            assertThat(log.lines())
                    .filteredOn(
                            line -> line.startsWith("ERROR " + SentinelReceiver.class.getName()))
                    .hasSize(2)
                    .allMatch(line -> line.contains("No alerts reach Microsoft Sentinel"));
            assertThat(log.lines())
                    .noneMatch(line -> line.contains(SECRET) || line.contains("new secret"));
        }
    }

    @Test
    void aResetOrHalfAnAnswerIsTriedLater() {
        sentinel.resetNext();
        sentinel.sendHalfOfNext();

        assertThat(send("a")).isEqualTo(new Answer.Later("connection broken", null));
        assertThat(send("a")).isEqualTo(new Answer.Later("connection broken", null));
        assertThat(send("a")).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void aReceiverThatHangsIsGivenUp() {
        receiver.close();
        receiver = new SentinelReceiverFactory(settings(IMPATIENT)).open();
        sentinel.hangNext();
        sentinel.hangInNext();

        assertThat(send("a")).isEqualTo(new Answer.Later("no answer in time", null));
        assertThat(send("a")).isEqualTo(new Answer.Later("no answer in time", null));
    }

    @Test
    void sendsNothingAfterItIsClosed() {
        receiver.close();

        assertThat(send("a")).isEqualTo(new Answer.Later("closed", null));
    }

    @Test
    void doesNotOpenWithoutItsSecret() throws Exception {
        Files.delete(secretFile);

        assertThatThrownBy(new SentinelReceiverFactory(settings(PATIENT))::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot read the secret in file " + secretFile);
    }

    @Test
    void neverLogsASecretOrAToken() {
        try (CapturedLog log = new CapturedLog()) {
            sentinel.answerNext(403, Map.of());
            send("a");
            send("b");

            assertThat(log.lines()).isNotEmpty();
            assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
            assertThat(log.lines()).noneMatch(line -> line.contains("Bearer ey"));
            assertThat(log.lines()).noneMatch(line -> line.matches("(?s)(WARN|ERROR) .*"));
        }
        assertThat(settings(PATIENT).toString()).doesNotContain(SECRET);
        assertThat(receiver.toString()).doesNotContain(SECRET);
    }

    private Answer send(String... ids) {
        return answer(
                List.of(ids).stream()
                        .map(id -> new Message(id, 1, SentinelRow.of(Alerts.alert(id))))
                        .toList());
    }

    private Answer answer(List<Message> messages) {
        return receiver.send(messages).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** A row of so many bytes, which fits no stream. */
    private static Message message(int bytes) {
        String body = bytes == 1 ? "0" : "\"" + "x".repeat(bytes - 2) + "\"";
        return new Message("m", 1, body.getBytes(StandardCharsets.UTF_8));
    }

    private SentinelSettings settings(Duration requestTimeout) {
        return new SentinelSettings(
                new Destination(
                        sentinel.endpoint(), IngestionStandIn.RULE, IngestionStandIn.STREAM),
                EntraCredential.clientSecret(
                                IdentityStandIn.TENANT,
                                IdentityStandIn.CLIENT,
                                SecretReference.file(secretFile))
                        .from(entra.authority()),
                SentinelSettings.PUBLIC_SCOPE,
                Duration.ofSeconds(5),
                requestTimeout,
                certificate.pem().toString());
    }
}
