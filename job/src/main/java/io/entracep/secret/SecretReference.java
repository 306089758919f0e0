package io.entracep.secret;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a secret is kept; never the secret itself. It is read anew each time, where it is needed:
 * so it is in no job graph and no log, and a replaced file counts from the next connection on.
 *
 * @param kind environment variable or file
 * @param name name of the variable, or path of the file; not blank
 */
public record SecretReference(Kind kind, String name) implements Serializable {

    /** The two places a secret may be in. */
    public enum Kind {
        ENVIRONMENT,
        FILE
    }

    public SecretReference {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A secret needs the name of a variable or a file");
        }
    }

    /** A secret in an environment variable of every process that connects. */
    public static SecretReference environment(String variable) {
        return new SecretReference(Kind.ENVIRONMENT, variable);
    }

    /** A secret in a UTF-8 file on every machine that connects. */
    public static SecretReference file(Path path) {
        return new SecretReference(Kind.FILE, path.toString());
    }

    /**
     * The secret, without surrounding white space.
     *
     * @throws SecretException if there is none
     */
    public String resolve() {
        String secret = kind == Kind.ENVIRONMENT ? System.getenv(name) : contents();
        if (secret == null || secret.isBlank()) {
            throw new SecretException(
                    "There is no secret in "
                            + this
                            + ". Set it for every process that connects (client, job manager and"
                            + " task managers).",
                    null);
        }
        return secret.strip();
    }

    private String contents() {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw new SecretException(
                    "Cannot read the secret in "
                            + this
                            + ". Check that the file is there and may be"
                            + " read by this process.",
                    e);
        }
    }

    @Override
    public String toString() {
        return (kind == Kind.ENVIRONMENT ? "environment variable " : "file ") + name;
    }
}
