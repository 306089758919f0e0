package io.entracep.run;

import io.entracep.identity.EntraCredential;
import io.entracep.identity.EntraCredential.Authority;
import io.entracep.identity.EntraCredential.Kind;
import io.entracep.secret.SecretReference;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code identity}: who the job is to Microsoft Entra. */
final class IdentitySection {
    private final ConfigValues values;

    IdentitySection(ConfigValues values) {
        this.values = values;
    }

    /** The identity at this path; empty after a problem. */
    Optional<EntraCredential> read(String path) {
        ConfigTree tree = values.tree();
        Kind kind = values.choice(path + ".type", List.of(Kind.values()), IdentitySection::word);
        if (kind == null) {
            tree.problem(
                    path + ".type", "one of managed-identity, workload-identity, client-secret");
        }
        String tenant = tree.text(path + ".tenant-id");
        String client = tree.text(path + ".client-id");
        SecretReference secret = values.secret(path + ".secret");
        URI host = values.https(path + ".authority-host");
        String certificates = values.certificates(path + ".authority-certificates");
        if (kind == Kind.CLIENT_SECRET) {
            tree.required(path + ".tenant-id", "the directory (tenant) id of the application");
            tree.required(path + ".client-id", "the application (client) id");
            if (!tree.has(path + ".secret")) {
                tree.problem(path + ".secret", "given: {env: NAME} or {file: PATH}");
            }
        }
        if (kind == Kind.MANAGED_IDENTITY) {
            refuse(path + ".tenant-id");
            refuse(path + ".secret");
        }
        if (kind == Kind.WORKLOAD_IDENTITY && tree.has(path + ".secret.env")) {
            tree.problem(
                    path + ".secret", "{file: PATH}: the cluster renews the token in its file");
        }
        return values.made(
                path,
                () -> {
                    if (kind == null) {
                        throw new IllegalArgumentException("it has no type");
                    }
                    return new EntraCredential(
                            kind, tenant, client, secret, new Authority(host, certificates));
                });
    }

    private void refuse(String path) {
        if (values.tree().has(path)) {
            values.tree().problem(path, "left out: a managed identity has none");
        }
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
