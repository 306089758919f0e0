package io.entracep.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a distribution of Flink has in {@code lib/}, as the jars of this class path that make it up:
 * nothing of ours, no Kafka, no Jackson. What the job's jar lacks is then missing for good.
 */
final class FlinkJars {
    private static final Pattern OF_THE_DISTRIBUTION =
            Pattern.compile(
                    "flink-(?!connector-kafka|test-utils).*"
                            + "|(kryo|reflectasm|objenesis|minlog|javassist|snakeyaml-engine)-.*"
                            + "|commons-(cli|collections|compress|io|lang3|math3|text)-.*"
                            + "|(frocksdbjni|async-profiler|jsr305|slf4j-api)-.*"
                            + "|log4j-.*");

    /** Flink's own lz4; Kafka brings another, of the same file name. */
    private static final String FLINK_LZ4 = "at" + File.separator + "yawk";

    private FlinkJars() {}

    /** For {@code java -cp}. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(FlinkJars::isOfTheDistribution)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar of a compression that ZooKeeper's server can use; Kafka brings it. */
    static String snappy() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("snappy-java-"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOfTheDistribution(String entry) {
        String name = String.valueOf(Path.of(entry).getFileName());
        return name.endsWith(".jar")
                && !name.endsWith("-tests.jar")
                && (OF_THE_DISTRIBUTION.matcher(name).matches() || entry.contains(FLINK_LZ4));
    }
}
