package io.entracep.identity;

import io.entracep.secret.SecretReference;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the job is to Microsoft Entra, and where the proof is kept; never the proof itself.
 *
 * @param kind how the identity is proved
 * @param tenantId directory of the application; null for a managed identity, and for a workload
 *     identity that takes it from {@code AZURE_TENANT_ID}
 * @param clientId application; null for the system-assigned managed identity, and for a workload
 *     identity that takes it from {@code AZURE_CLIENT_ID}
 * @param secret client secret, or the file with the workload's federated token (null there: the
 *     file that {@code AZURE_FEDERATED_TOKEN_FILE} names); null for a managed identity
 * @param authority who gives the tokens
 */
public record EntraCredential(
        Kind kind,
        @Nullable String tenantId,
        @Nullable String clientId,
        @Nullable SecretReference secret,
        Authority authority)
        implements Serializable {

    /** The ways to prove an identity, the better ones first. */
    public enum Kind {
        /** Azure itself knows the machine; there is no secret. */
        MANAGED_IDENTITY,
        /** A Kubernetes cluster vouches for the pod; its token lies in a file and is renewed. */
        WORKLOAD_IDENTITY,
        /** A password of the application. */
        CLIENT_SECRET
    }

    /**
     * Who gives the tokens. Managed identities do not use it.
     *
     * @param host such as {@code https://login.microsoftonline.us}; null: the host that {@code
     *     AZURE_AUTHORITY_HOST} names, else the one of the public cloud
     * @param certificates PEM file with the certificates to trust instead of those of the Java
     *     installation; null: those. A host with certificates of one's own is not asked whether it
     *     is one of Microsoft's
     */
    public record Authority(@Nullable URI host, @Nullable String certificates)
            implements Serializable {
        /** Of the environment, else of the public cloud. */
        public static final Authority DEFAULT = new Authority(null, null);

        /** Says what is wrong, in an IllegalArgumentException. */
        public Authority {
            if (host != null && (!"https".equals(host.getScheme()) || host.getHost() == null)) {
                throw new IllegalArgumentException(
                        "authority host is '%s', must be https://host".formatted(host));
            }
        }
    }

    /** Says all problems at once, in an IllegalArgumentException. */
    public EntraCredential {
        List<String> problems = new ArrayList<>();
        if (kind == Kind.CLIENT_SECRET) {
            require(problems, "tenant id", tenantId);
            require(problems, "client id", clientId);
            require(problems, "secret", secret);
        }
        if (kind == Kind.WORKLOAD_IDENTITY
                && secret != null
                && secret.kind() != SecretReference.Kind.FILE) {
            problems.add("the federated token of a workload identity must be in a file");
        }
        if (kind == Kind.MANAGED_IDENTITY && (secret != null || tenantId != null)) {
            problems.add("a managed identity has neither secret nor tenant id");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** The identity that Azure gave to this machine or pod. */
    public static EntraCredential systemAssigned() {
        return new EntraCredential(Kind.MANAGED_IDENTITY, null, null, null, Authority.DEFAULT);
    }

    /** One of the identities that were assigned to this machine. */
    public static EntraCredential userAssigned(String clientId) {
        return new EntraCredential(Kind.MANAGED_IDENTITY, null, clientId, null, Authority.DEFAULT);
    }

    /** As the pod's environment says ({@code azure.workload.identity/use: "true"}). */
    public static EntraCredential workload() {
        return new EntraCredential(Kind.WORKLOAD_IDENTITY, null, null, null, Authority.DEFAULT);
    }

    /** An application with a password. */
    public static EntraCredential clientSecret(
            String tenantId, String clientId, SecretReference secret) {
        return new EntraCredential(
                Kind.CLIENT_SECRET, tenantId, clientId, secret, Authority.DEFAULT);
    }

    /** The same, with tokens from elsewhere. */
    public EntraCredential from(Authority other) {
        return new EntraCredential(kind, tenantId, clientId, secret, other);
    }

    /** For messages: who it is, and where its secret is. */
    public String describe() {
        String client = clientId == null ? "" : " " + clientId;
        String name =
                switch (kind) {
                    case MANAGED_IDENTITY -> "the managed identity" + client;
                    case WORKLOAD_IDENTITY -> "the workload identity" + client;
                    case CLIENT_SECRET -> "the application" + client;
                };
        String tenant = tenantId == null ? "" : " of tenant " + tenantId;
        return name + tenant + (secret == null ? "" : " (secret: " + secret + ")");
    }

    private static void require(List<String> problems, String name, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            problems.add("a client secret needs a " + name);
        }
    }
}
