package io.entracep.run;

import io.entracep.secret.SecretException;
import io.entracep.secret.SecretReference;
import io.entracep.secret.SecretReference.Kind;
import io.entracep.source.KafkaSecurity.TrustStore;
import io.entracep.webhook.PlainOrSecret;
import io.entracep.yaml.Durations;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@link ConfigTree} by type. What is wrong becomes a problem of the tree, and the
 * reading goes on with a value that does no harm. Paths are relative to the configuration's folder.
 */
final class ConfigValues {
    private final ConfigTree tree;
    private final Path file;
    private final Map<String, SecretReference> secrets = new LinkedHashMap<>();
    private final Map<String, NamedFile> files = new LinkedHashMap<>();

    ConfigValues(ConfigTree tree, Path file) {
        this.tree = tree;
        this.file = file;
    }

    ConfigTree tree() {
        return tree;
    }

    /** Every secret that was read so far, by its key. */
    Map<String, SecretReference> secrets() {
        return secrets;
    }

    /**
     * Makes a problem of every file and secret read so far that is not on this machine or of no
     * use.
     */
    void requireFilesAndSecretsHere() {
        files.forEach(
                (path, named) -> named.lack().ifPresent(expected -> tree.problem(path, expected)));
        secrets.forEach(
                (path, secret) -> {
                    try {
                        secret.resolve();
                    } catch (SecretException e) {
                        tree.problem(
                                path + (secret.kind() == Kind.FILE ? ".file" : ".env"),
                                "where this process finds a secret; there is none in " + secret);
                    }
                });
    }

    String text(String path, String byDefault) {
        String text = tree.text(path);
        return text == null ? byDefault : text;
    }

    Duration duration(String path, Duration byDefault) {
        String text = tree.text(path);
        if (text == null) {
            return byDefault;
        }
        Duration duration = Durations.readPositive(text);
        if (duration == null) {
            tree.problem(path, "a positive duration such as 90s, 15m, 24h or 7d");
            return byDefault;
        }
        return duration;
    }

    /** A whole number from 1 on. */
    int number(String path, int most, int byDefault) {
        String text = tree.text(path);
        if (text == null) {
            return byDefault;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            tree.problem(path, "a whole number, 1 to " + most);
            return byDefault;
        }
        return number;
    }

    /** The choice with this name; null where none is given or it is none of them. */
    <T> @Nullable T choice(String path, List<T> choices, Function<T, String> name) {
        String text = tree.text(path);
        if (text == null) {
            return null;
        }
        for (T choice : choices) {
            if (name.apply(choice).equals(text)) {
                return choice;
            }
        }
        tree.problem(path, "one of " + String.join(", ", choices.stream().map(name).toList()));
        return null;
    }

    @Nullable Path file(String path) {
        String text = tree.text(path);
        return text == null ? null : resolve(text);
    }

    /** Files and folders, one or a list. */
    List<Path> paths(String path) {
        return tree.texts(path).stream().map(this::resolve).toList();
    }

    /** A file that is appended to. */
    @Nullable Path written(String path) {
        Path name = file(path);
        if (name != null) {
            files.put(path, new NamedFile.Written(name));
        }
        return name;
    }

    /** A PEM file, by a name that travels to other machines. */
    @Nullable String certificates(String path) {
        Path name = file(path);
        if (name == null) {
            return null;
        }
        files.put(path, new NamedFile.Certificates(name));
        return name.toString();
    }

    /** The trust store at {@code path.file}, which must be given. */
    TrustStore trustStore(String path) {
        String file = path + ".file";
        Path location = resolve(tree.required(file, "the path of the trust store"));
        String type = text(path + ".type", "PKCS12");
        String password = tree.text(path + ".password");
        files.put(file, new NamedFile.TrustStore(location, type, password));
        return new TrustStore(location.toString(), type, password);
    }

    /** A folder by its URI. Only those of this machine can be looked at. */
    @Nullable String folder(String path) {
        String uri = tree.text(path);
        if (uri != null && uri.matches("file:/.*|/.*")) {
            try {
                files.put(
                        path,
                        new NamedFile.Folder(
                                uri.startsWith("/") ? Path.of(uri) : Path.of(URI.create(uri))));
            } catch (IllegalArgumentException e) {
                tree.problem(path, "a path or a URI such as file:///var/lib/entra-cep");
            }
        }
        return uri;
    }

    @Nullable URI https(String path) {
        String text = tree.text(path);
        if (text == null) {
            return null;
        }
        if (!text.matches("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")) {
            tree.problem(path, "https://host");
            return null;
        }
        return URI.create(text);
    }

    /** Secrets are named, never given. */
    @Nullable SecretReference secret(String path) {
        if (!tree.has(path)) {
            return null;
        }
        String variable = tree.text(path + ".env");
        String secretFile = tree.text(path + ".file");
        boolean one = (variable == null) != (secretFile == null);
        if (!one || tree.text(path) != null) {
            tree.problem(
                    path,
                    "a reference: env: NAME of an environment variable, or file: PATH (the secret"
                            + " itself does not belong here)");
            return null;
        }
        String name = variable == null ? String.valueOf(secretFile) : variable;
        if (name.isEmpty()) {
            return null;
        }
        SecretReference secret =
                variable == null
                        ? SecretReference.file(resolve(name))
                        : SecretReference.environment(name);
        secrets.put(path, secret);
        return secret;
    }

    /** A text, or a reference to a secret. */
    @Nullable PlainOrSecret plainOrSecret(String path) {
        if (tree.has(path + ".env") || tree.has(path + ".file")) {
            SecretReference secret = secret(path);
            return secret == null ? null : PlainOrSecret.secret(secret);
        }
        String text = tree.text(path);
        return text == null ? null : PlainOrSecret.plain(text);
    }

    /**
     * Makes something of what was read, unless there is a problem at the path or below it; then, or
     * where the thing itself refuses, there is none, and {@link ConfigTree#finish} throws.
     */
    <T> Optional<T> made(String path, Supplier<T> making) {
        if (tree.hasProblem(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException e) {
            tree.problem(path, "right as a whole: " + e.getMessage());
            return Optional.empty();
        }
    }

    Path resolve(String path) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(path) : folder.resolve(path).normalize();
    }
}
