package io.entracep.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.identity.EntraCredential.Authority;
import io.entracep.identity.EntraTokens.Token;
import io.entracep.secret.SecretReference;
import io.entracep.testing.SelfSigned;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library's token flow against a server on this machine. */
class EntraTokensITCase {
    private static final String SCOPE = "https://monitor.azure.com/.default";
    private static final String SECRET = "planted~Secret-7d1f";

    @TempDir private static Path shared;
    private static SelfSigned certificate;

    @TempDir private Path folder;
    private IdentityStandIn entra;
    private Path secretFile;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = SelfSigned.in(shared);
    }

    @BeforeEach
    void start() throws Exception {
        entra = IdentityStandIn.start(certificate, SECRET);
        secretFile = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void getsATokenForTheScopeWithTheClientSecret() {
        Token token = tokens().token();

        assertThat(entra.isValid(token.value())).isTrue();
        assertThat(entra.requests())
                .singleElement()
                .satisfies(
                        form ->
                                assertThat(form)
                                        .containsEntry("grant_type", "client_credentials")
                                        .containsEntry("client_secret", SECRET)
                                        .hasEntrySatisfying(
                                                "scope",
                                                scope ->
                                                        assertThat(scope.split(" "))
                                                                .contains(SCOPE)));
    }

    @Test
    void keepsATokenThatLasts() {
        EntraTokens tokens = tokens();

        assertThat(tokens.token()).isEqualTo(tokens.token());
        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void getsTheNextTokenMinutesBeforeTheLastOneEnds() {
        entra.tokensLast(Duration.ofMinutes(4));
        EntraTokens tokens = tokens();
        Token first = tokens.token();

        assertThat(tokens.token().value()).isNotEqualTo(first.value());
        assertThat(entra.isValid(first.value())).isTrue();
    }

    @Test
    void usesTheLastTokenUntilItsEndWhileNoOtherCanBeHad() throws Exception {
        entra.tokensLast(Duration.ofMinutes(4));
        EntraTokens tokens = tokens();
        Token first = tokens.token();
        entra.breakDown();

        assertThat(tokens.token()).isEqualTo(first);
        Files.delete(secretFile);
        assertThat(tokens.token()).isEqualTo(first);
    }

    @Test
    void getsAnotherTokenAfterOneWasDropped() {
        EntraTokens tokens = tokens();
        Token first = tokens.token();

        tokens.drop(first);
        Token second = tokens.token();
        tokens.drop(first);

        assertThat(second.value()).isNotEqualTo(first.value());
        assertThat(second.generation()).isGreaterThan(first.generation());
        assertThat(tokens.token()).isEqualTo(second);
    }

    @Test
    void readsTheSecretAnewAfterItWasRefused() throws Exception {
        entra.accept("new secret");
        EntraTokens tokens = tokens();
        assertThatThrownBy(tokens::token).isInstanceOf(IdentityException.class);

        Files.writeString(secretFile, "new secret");

        assertThat(entra.isValid(tokens.token().value())).isTrue();
    }

    @Test
    void provesAWorkloadIdentityWithTheFileOfItsToken() {
        EntraCredential credential =
                new EntraCredential(
                        EntraCredential.Kind.WORKLOAD_IDENTITY,
                        IdentityStandIn.TENANT,
                        IdentityStandIn.CLIENT,
                        SecretReference.file(secretFile),
                        entra.authority());

        Token token = new EntraTokens(credential, SCOPE).token();

        assertThat(entra.isValid(token.value())).isTrue();
        assertThat(entra.requests().get(0).get("client_assertion"))
                .isEqualToIgnoringWhitespace(SECRET);
    }

    @Test
    void saysThatTheSecretIsWrongAndWhereItIs() {
        entra.accept("another");

        assertThatThrownBy(tokens()::token)
                .isInstanceOf(IdentityException.class)
                .hasMessage(
                        "Microsoft Entra gives no token for %s to the application %s of tenant %s"
                                + " (secret: file %s): AADSTS7000215. The secret is wrong. Configure"
                                + " the secret's value, not its id.",
                        SCOPE, IdentityStandIn.CLIENT, IdentityStandIn.TENANT, secretFile)
                .hasNoCause();
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        EntraCredential credential =
                credential()
                        .from(
                                new Authority(
                                        URI.create("https://localhost:" + port),
                                        certificate.pem().toString()));

        assertThatThrownBy(new EntraTokens(credential, SCOPE)::token)
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("no answer (ConnectException). Check name resolution");
    }

    @Test
    void saysThatTheCertificateIsNotTrusted() {
        EntraCredential credential =
                credential().from(new Authority(entra.authority().host(), null));

        assertThatThrownBy(new EntraTokens(credential, SCOPE)::token)
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("no answer (SSLHandshakeException).");
    }

    @Test
    void saysThatEntraIsOutOfOrder() {
        entra.breakDown();

        assertThatThrownBy(tokens()::token)
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void saysThatASecretOrACertificateIsMissing() throws Exception {
        Files.delete(secretFile);
        Path missing = folder.resolve("missing.pem");
        EntraCredential credential =
                credential().from(new Authority(entra.authority().host(), missing.toString()));

        assertThatThrownBy(tokens()::token)
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("Cannot read the secret in file " + secretFile);
        Files.writeString(secretFile, SECRET);
        assertThatThrownBy(new EntraTokens(credential, SCOPE)::token)
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("No certificates to trust can be read from " + missing);
    }

    @Test
    void saysWhatAPodLacks() {
        EntraCredential pod =
                new EntraCredential(
                        EntraCredential.Kind.WORKLOAD_IDENTITY,
                        IdentityStandIn.TENANT,
                        IdentityStandIn.CLIENT,
                        SecretReference.file(folder.resolve("no-token")),
                        entra.authority());

        assertThatThrownBy(new EntraTokens(pod, SCOPE)::token)
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("the workload identity " + IdentityStandIn.CLIENT)
                .hasMessageContaining(folder.resolve("no-token").toString());
        assertThatThrownBy(new EntraTokens(EntraCredential.workload(), SCOPE)::token)
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("AZURE_FEDERATED_TOKEN_FILE");
    }

    @Test
    void asksWithoutAWarning() {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(tokens().token().value()).isNotEmpty();

            assertThat(log.lines()).isNotEmpty();
            assertThat(log.lines()).noneMatch(line -> line.matches("(?s)(WARN|ERROR) .*"));
        }
    }

    @Test
    void neverSaysASecretOrAToken() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            EntraTokens tokens = tokens();
            Token token = tokens.token();
            tokens.drop(token);
            entra.accept("another");
            assertThatThrownBy(tokens::token)
                    .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain(SECRET));

            assertThat(log.lines()).anyMatch(line -> line.contains("AADSTS7000215"));
            assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
            assertThat(log.lines()).noneMatch(line -> line.contains(token.value()));
            assertThat(token.toString()).doesNotContain(token.value());
            assertThat(credential().toString()).doesNotContain(SECRET);
        }
    }

    private EntraTokens tokens() {
        return new EntraTokens(credential(), SCOPE);
    }

    private EntraCredential credential() {
        return EntraCredential.clientSecret(
                        IdentityStandIn.TENANT,
                        IdentityStandIn.CLIENT,
                        SecretReference.file(secretFile))
                .from(entra.authority());
    }
}
