package io.entracep.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for a secret wherever a cluster shows or writes something. */
final class SecretSearch {
    private static final List<String> OF_THE_CLUSTER =
            List.of(
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/jobmanager/log",
                    "/jobmanager/stdout");

    /** An application's JobManager takes no jars. */
    private static final List<String> OF_A_SESSION = List.of("/jars");

    private static final List<String> OF_A_JOB =
            List.of("", "/config", "/plan", "/exceptions", "/accumulators", "/checkpoints/config");

    private SecretSearch() {}

    /** Where it is: pages of the REST API, files of logs. Fails if a page does not exist. */
    static List<String> in(ProcessCluster cluster, List<String> jobs, String secret)
            throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>(OF_THE_CLUSTER);
        if (!cluster.isForApplication()) {
            pages.addAll(OF_A_SESSION);
        }
        jobs.forEach(job -> OF_A_JOB.forEach(page -> pages.add("/jobs/" + job + page)));
        List<String> found = new ArrayList<>();
        for (String page : pages) {
            if (cluster.rest().get(page).contains(secret)) {
                found.add(page);
            }
        }
        found.addAll(inLogs(cluster, secret));
        return found;
    }

    /** The files of all processes in which a text is. */
    static List<String> inLogs(ProcessCluster cluster, String text) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path log : cluster.logs()) {
            if (Files.readString(log, StandardCharsets.UTF_8).contains(text)) {
                found.add(log.toString());
            }
        }
        return found;
    }
}
