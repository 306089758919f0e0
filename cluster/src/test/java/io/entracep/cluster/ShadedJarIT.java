package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the jar for clusters holds, and what it must not hold. */
class ShadedJarIT {
    private static final Path JAR = Path.of(System.getProperty("entra-cep.job.jar"));
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void holdsOfFlinkTheKafkaConnectorOnly() throws IOException {
        assertThat(classes("org/apache/flink/"))
                .isNotEmpty()
                .allMatch(
                        name ->
                                name.startsWith("org/apache/flink/connector/kafka/")
                                        || name.startsWith(
                                                "org/apache/flink/streaming/connectors/kafka/")
                                        || name.startsWith(
                                                "org/apache/flink/streaming/util/serialization/"));
    }

    @Test
    void holdsTheClientThatEventHubsAnswers() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in =
                        jar.getInputStream(jar.getEntry("kafka/kafka-version.properties"))) {
            Properties version = new Properties();
            version.load(in);
            assertThat(version.getProperty("version")).isEqualTo("3.8.1");
        }
    }

    @Test
    void holdsNoBrokerNoLoggerNoTestsAndNoSignatures() throws IOException {
        assertThat(entries())
                .noneMatch(
                        name ->
                                name.startsWith("kafka/server/")
                                        || name.startsWith("scala/")
                                        || name.startsWith("org/slf4j/")
                                        || name.startsWith("org/apache/logging/")
                                        || name.startsWith("org/junit/")
                                        || name.startsWith("log4j2")
                                        || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"));
    }

    @Test
    void tellsItsVersion() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String version =
                    jar.getManifest().getMainAttributes().getValue("Implementation-Version");
            Outcome outcome =
                    run(FlinkJars.classPath() + File.pathSeparator + JAR, List.of("--version"));

            assertThat(version).isNotBlank();
            assertThat(outcome.text()).contains("entra-cep " + version + " (Flink 2.2.1");
        }
    }

    @Test
    void isSmallEnoughToBeUploaded() throws IOException {
        long size = Files.size(JAR);
        System.out.printf("%s: %.1f MiB%n", JAR.getFileName(), (double) size / MEBIBYTE);
        assertThat(size).isLessThan(64 * MEBIBYTE);
    }

    @Test
    void tellsThatTheDemoNeedsTheLauncher() throws Exception {
        Outcome outcome = run(FlinkJars.classPath() + File.pathSeparator + JAR, List.of("demo"));

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.text())
                .contains("which the jar for clusters does not hold", "./entra-cep")
                .contains("flink run entra-cep-job.jar run --config FILE");
    }

    @Test
    void tellsWithoutFlinkThatItWantsACluster() throws Exception {
        Outcome outcome = run(JAR.toString(), List.of("run", "--config", "none.yaml"));

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.text()).contains("flink run entra-cep-job.jar run --config FILE");
    }

    private record Outcome(int exitCode, String text) {}

    private static Outcome run(String classPath, List<String> arguments) throws Exception {
        List<String> line =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath,
                                "io.entracep.cli.EntraCep"));
        line.addAll(arguments);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    private static List<String> classes(String prefix) throws IOException {
        return entries().stream()
                .filter(name -> name.startsWith(prefix) && name.endsWith(".class"))
                .toList();
    }
}
