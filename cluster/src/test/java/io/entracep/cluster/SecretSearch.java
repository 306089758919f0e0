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
                    "/jobmanager/stdout",
                    "/jars");
    private static final List<String> OF_A_JOB =
            List.of("", "/config", "/plan", "/exceptions", "/accumulators", "/checkpoints/config");

    private SecretSearch() {}

    /** Where it is: pages of the REST API, files of logs. Fails if a page does not exist. */
    static List<String> in(ProcessCluster cluster, List<String> jobs, String secret)
            throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>(OF_THE_CLUSTER);
        jobs.forEach(job -> OF_A_JOB.forEach(page -> pages.add("/jobs/" + job + page)));
        List<String> found = new ArrayList<>();
        for (String page : pages) {
            if (cluster.rest().get(page).contains(secret)) {
                found.add(page);
            }
        }
        for (Path log : cluster.logs()) {
            if (Files.readString(log, StandardCharsets.UTF_8).contains(secret)) {
                found.add(log.toString());
            }
        }
        return found;
    }
}
