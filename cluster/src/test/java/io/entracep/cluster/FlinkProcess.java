package io.entracep.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java process of Flink; what it logs and prints goes to files. */
final class FlinkProcess implements AutoCloseable {
    /** What Flink reads reflectively, as its own configuration opens it. */
    private static final List<String> OPENED =
            List.of(
                    "java.lang",
                    "java.lang.reflect",
                    "java.net",
                    "java.io",
                    "java.nio",
                    "sun.nio.ch",
                    "java.text",
                    "java.time",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks");

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Process process;
    private final Path output;

    private FlinkProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a process.
     *
     * @param name of its files in {@code folder/log}
     * @param folder with {@code conf} and {@code log}, where it runs
     * @param jvmOptions memory
     * @param command main class and its arguments
     */
    static FlinkProcess start(
            String name, Path folder, List<String> jvmOptions, List<String> command)
            throws IOException {
        Path output = folder.resolve("log/" + name + ".out");
        ProcessBuilder builder =
                new ProcessBuilder(line(name, folder, jvmOptions, command))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // Beside it Flink looks for usrlib.
        builder.environment().put("FLINK_LIB_DIR", folder.resolve("lib").toString());
        return new FlinkProcess(builder.start(), output);
    }

    /** The command line of a process. */
    static List<String> line(
            String name, Path folder, List<String> jvmOptions, List<String> command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvmOptions);
        // They live for a minute: what the optimising compiler does is never paid back.
        line.add("-XX:TieredStopAtLevel=1");
        OPENED.forEach(opened -> line.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        line.add("-Dlog.file=" + folder.resolve("log/" + name + ".log"));
        line.add("-Dlog4j.configurationFile=" + folder.resolve("conf/log4j.properties"));
        line.add("-cp");
        line.add(FlinkJars.classPath());
        line.addAll(command);
        return line;
    }

    /** What it wrote to standard output and standard error so far. */
    String printed() throws IOException {
        return Files.readString(output);
    }

    void awaitPrinted(String text) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> printed().contains(text));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Bytes of the objects that are still needed: the garbage is collected first.
     *
     * @throws IOException if the process does not tell
     */
    long liveHeap() throws IOException {
        Process asking =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                String.valueOf(process.pid()),
                                "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(asking.getInputStream().readAllBytes(), UTF_8);
        Matcher total = TOTAL.matcher(answer);
        if (!total.find()) {
            throw new IOException("No total in: " + answer);
        }
        return Long.parseLong(total.group(1));
    }

    /**
     * The most memory of the machine that the process ever had, in bytes; 0 where the system is not
     * Linux and does not tell.
     *
     * <p>Source: {@code VmHWM}, proc(5).
     */
    long peakResident() throws IOException {
        Path file = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(file)) {
            return 0;
        }
        String status = Files.readString(file);
        Matcher peak = PEAK.matcher(status);
        if (!peak.find()) {
            throw new IOException("No peak in: " + status);
        }
        return Long.parseLong(peak.group(1)) << 10;
    }

    /** Waits until it ends by itself, and returns its exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process runs on.");
        }
        return process.exitValue();
    }

    /** SIGKILL: no shutdown hook runs. Returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
