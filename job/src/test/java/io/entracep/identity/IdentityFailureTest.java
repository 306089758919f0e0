package io.entracep.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.secret.SecretReference;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class IdentityFailureTest {
    private static final EntraCredential APPLICATION =
            EntraCredential.clientSecret("tenant", "client", SecretReference.environment("SECRET"));

    @Test
    void repeatsNoTextOfTheServer() {
        IdentityException explained =
                IdentityFailure.of(
                                new IllegalStateException(
                                        "outer",
                                        new IOException("AADSTS7000222: hush-hush has expired")))
                        .explain(APPLICATION, "scope");

        assertThat(explained)
                .hasMessage(
                        "Microsoft Entra gives no token for scope to the application client of"
                                + " tenant tenant (secret: environment variable SECRET):"
                                + " AADSTS7000222. The secret has expired. Make a new one; the next"
                                + " attempt reads it.")
                .hasNoCause();
        assertThat(explained.label()).isEqualTo("AADSTS7000222");
    }

    @Test
    void namesWhatWentWrongOnTheWay() {
        ConnectException refused = new ConnectException("refused");
        refused.initCause(new ClosedChannelException());

        IdentityException explained =
                IdentityFailure.of(new IllegalStateException(refused))
                        .explain(APPLICATION, "scope");

        assertThat(explained).hasMessageContaining("no answer (ConnectException).");
        assertThat(explained.label()).isEqualTo("ConnectException");
    }

    @Test
    void endsWithACauseThatCausesItself() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);

        assertThat(IdentityFailure.of(two)).isEqualTo(new IdentityFailure(null, null));
    }
}
