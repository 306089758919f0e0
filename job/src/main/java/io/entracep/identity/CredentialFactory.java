package io.entracep.identity;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.entracep.identity.EntraCredential.Authority;
import io.entracep.secret.SecretReference;
import io.entracep.tls.TrustedCertificates;
import java.nio.file.Path;
import java.time.Duration;

/** Builds the library's credential from the settings; reads the secret. */
final class CredentialFactory {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    /** Whoever wants a token tries again later anyway. */
    private static final RetryOptions ONE_RETRY =
            new RetryOptions(new FixedDelayOptions(1, Duration.ofMillis(500)));

    private CredentialFactory() {}

    /**
     * The credential, with the secret as it is now.
     *
     * @throws io.entracep.secret.SecretException if there is none
     * @throws IllegalStateException if the certificates cannot be read
     */
    static TokenCredential create(EntraCredential settings) {
        return switch (settings.kind()) {
            case MANAGED_IDENTITY -> managedIdentity(settings);
            case WORKLOAD_IDENTITY -> workloadIdentity(settings);
            case CLIENT_SECRET -> clientSecret(settings);
        };
    }

    private static TokenCredential managedIdentity(EntraCredential settings) {
        ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder();
        if (settings.clientId() != null) {
            builder.clientId(settings.clientId());
        }
        return sending(builder, settings.authority()).build();
    }

    private static TokenCredential workloadIdentity(EntraCredential settings) {
        WorkloadIdentityCredentialBuilder builder = new WorkloadIdentityCredentialBuilder();
        SecretReference token = settings.secret();
        if (token != null) {
            builder.tokenFilePath(token.name());
        }
        try {
            return application(builder, settings).build();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Tenant id, client id or token file is missing or malformed. Check that the"
                            + " pod's service account is set up for workload identity, which sets"
                            + " AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE, or"
                            + " configure them.",
                    e);
        }
    }

    private static TokenCredential clientSecret(EntraCredential settings) {
        SecretReference secret = settings.secret();
        if (secret == null) {
            throw new IllegalStateException("A client secret was not checked");
        }
        return application(
                        new ClientSecretCredentialBuilder().clientSecret(secret.resolve()),
                        settings)
                .build();
    }

    private static <T extends AadCredentialBuilderBase<T>> T application(
            T builder, EntraCredential settings) {
        Authority authority = settings.authority();
        if (settings.tenantId() != null) {
            builder.tenantId(settings.tenantId());
        }
        if (settings.clientId() != null) {
            builder.clientId(settings.clientId());
        }
        if (authority.host() != null) {
            builder.authorityHost(authority.host().toString());
        }
        if (authority.certificates() != null) {
            // Otherwise the public cloud is asked first whether it knows the host.
            builder.disableInstanceDiscovery();
        }
        return sending(builder, authority);
    }

    private static <T extends CredentialBuilderBase<T>> T sending(T builder, Authority authority) {
        return builder.httpClient(httpClient(authority))
                .addPolicy(new LengthLeftToClient())
                .retryOptions(ONE_RETRY);
    }

    /** The client is named, so that the library looks for none on the class path of the cluster. */
    private static HttpClient httpClient(Authority authority) {
        java.net.http.HttpClient.Builder client = java.net.http.HttpClient.newBuilder();
        if (authority.certificates() != null) {
            client.sslContext(TrustedCertificates.of(Path.of(authority.certificates())));
        }
        return new JdkHttpClientBuilder(client)
                .connectionTimeout(CONNECT_TIMEOUT)
                .responseTimeout(ANSWER_TIMEOUT)
                .readTimeout(ANSWER_TIMEOUT)
                .build();
    }
}
