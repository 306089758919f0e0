package io.entracep.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.identity.EntraCredential.Authority;
import io.entracep.identity.EntraCredential.Kind;
import io.entracep.secret.SecretReference;
import java.net.URI;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class EntraCredentialTest {
    @Test
    void reportsAllProblemsAtOnce() {
        assertThatThrownBy(
                        () ->
                                new EntraCredential(
                                        Kind.CLIENT_SECRET, " ", null, null, Authority.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a client secret needs a tenant id; a client secret needs a client id;"
                                + " a client secret needs a secret");
    }

    @Test
    void takesAFederatedTokenFromAFileOnly() {
        assertThatThrownBy(
                        () ->
                                new EntraCredential(
                                        Kind.WORKLOAD_IDENTITY,
                                        null,
                                        null,
                                        SecretReference.environment("TOKEN"),
                                        Authority.DEFAULT))
                .hasMessage("the federated token of a workload identity must be in a file");
    }

    @Test
    void takesTokensOverHttpsOnly() {
        assertThatThrownBy(() -> new Authority(URI.create("http://login.example.com"), null))
                .hasMessage("authority host is 'http://login.example.com', must be https://host");
    }

    @Test
    void travelsInAJobGraph() throws Exception {
        EntraCredential credential =
                EntraCredential.clientSecret("t", "c", SecretReference.environment("SECRET"))
                        .from(new Authority(URI.create("https://login.example.com"), "/ca.pem"));

        assertThat(InstantiationUtil.clone(credential)).isEqualTo(credential);
    }

    @Test
    void describesWhoItIs() {
        assertThat(EntraCredential.systemAssigned().describe()).isEqualTo("the managed identity");
        assertThat(EntraCredential.userAssigned("c").describe())
                .isEqualTo("the managed identity c");
        assertThat(EntraCredential.workload().describe()).isEqualTo("the workload identity");
    }
}
