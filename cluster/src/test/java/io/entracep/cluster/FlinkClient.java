package io.entracep.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.client.cli.CliFrontend;

/** {@code flink run}: Flink's command line in a process of its own, where the job's main runs. */
final class FlinkClient {
    private static final Pattern SUBMITTED = Pattern.compile("submitted with JobID ([0-9a-f]{32})");

    private final Path folder;

    /**
     * @param folder with the cluster's {@code conf} and {@code log}
     */
    FlinkClient(Path folder) {
        this.folder = folder;
    }

    /** Submits a job that goes on from a savepoint and returns its id. */
    String run(Path jar, String savepoint, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                CliFrontend.class.getName(),
                                "run",
                                "--detached",
                                "--fromSavepoint",
                                savepoint,
                                jar.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(FlinkProcess.line("client", folder, List.of(), command))
                        .redirectErrorStream(true);
        builder.environment().put("FLINK_CONF_DIR", folder.resolve("conf").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher submitted = SUBMITTED.matcher(said);
        if (process.waitFor() != 0 || !submitted.find()) {
            throw new IOException(said);
        }
        return submitted.group(1);
    }
}
