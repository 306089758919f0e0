package io.entracep.cli;

import org.apache.flink.runtime.util.EnvironmentInformation;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: this program's, Flink's and Java's. */
final class Versions implements IVersionProvider {
    /** Set by the launcher, which runs classes that lie in no jar. */
    private static final String GIVEN = "entra-cep.version";

    @Override
    public String[] getVersion() {
        return new String[] {
            "entra-cep %s (Flink %s, Java %s)"
                    .formatted(
                            version(),
                            EnvironmentInformation.getVersion(),
                            System.getProperty("java.version"))
        };
    }

    /** Of the jar's manifest. */
    private static String version() {
        String given = System.getProperty(GIVEN);
        if (given != null && !given.isEmpty()) {
            return given;
        }
        String written = Versions.class.getPackage().getImplementationVersion();
        return written == null ? "of an unknown version" : written;
    }
}
