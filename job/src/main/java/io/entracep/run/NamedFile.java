package io.entracep.run;

import io.entracep.tls.TrustedCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file or folder that a configuration names, and what it must be good for. */
sealed interface NamedFile {

    /**
     * What it must be and is not on this machine, as the end of a sentence that begins with "must
     * be"; empty where all is well. Asks nobody, and changes nothing.
     */
    Optional<String> lack();

    /** A PEM file with certificates to trust. */
    record Certificates(Path file) implements NamedFile {
        @Override
        public Optional<String> lack() {
            try {
                TrustedCertificates.of(file);
                return Optional.empty();
            } catch (IllegalStateException e) {
                return Optional.of(
                        "a PEM file with at least one certificate that this process can read"
                                + because(e.getCause()));
            }
        }
    }

    /** A trust store of Java, or a PEM file. */
    record TrustStore(Path file, String type, @Nullable String password) implements NamedFile {
        @Override
        public Optional<String> lack() {
            if (type.equals("PEM")) {
                return new Certificates(file).lack();
            }
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore.getInstance(type)
                        .load(in, password == null ? null : password.toCharArray());
                return Optional.empty();
            } catch (IOException | GeneralSecurityException e) {
                return Optional.of(
                        "a trust store of type "
                                + type
                                + " that this process can open with the password given"
                                + because(e));
            }
        }
    }

    /** A file that is appended to; it and its folders are made where they are missing. */
    record Written(Path file) implements NamedFile {
        @Override
        public Optional<String> lack() {
            if (Files.isDirectory(file)) {
                return Optional.of("a file; a folder of that name is there");
            }
            if (!Files.exists(file)) {
                Path folder = file.toAbsolutePath().getParent();
                return folder == null ? Optional.empty() : new Folder(folder).lack();
            }
            return Files.isWritable(file)
                    ? Optional.empty()
                    : Optional.of("a file that this process may write to");
        }
    }

    /** A folder that is written to; it and those above it are made where they are missing. */
    record Folder(Path folder) implements NamedFile {
        @Override
        public Optional<String> lack() {
            Path there = folder.toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return Files.isDirectory(there) && Files.isWritable(there)
                    ? Optional.empty()
                    : Optional.of(
                            "in a folder that this process may write to; " + there + " is none");
        }
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
    }
}
