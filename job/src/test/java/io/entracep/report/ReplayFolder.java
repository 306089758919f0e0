package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.output.AlertJson;
import io.entracep.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The output folder of a replay that never was, with made-up alerts. */
final class ReplayFolder {
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final String TENANT = "5d8e2f41-9c37-4a60-b1d5-0e7f6a8c9b23";

    private final Path folder;
    private final List<Alert> alerts = new ArrayList<>();
    private Path former;
    private String summary =
            """
            {"exact": true, "firstEventTime": "2026-03-01T00:00:00.000Z", "lastEventTime": "2026-03-31T00:00:00.000Z",
             "files": 2, "bytes": 38550, "records": 19, "recordsByCategory": {"AuditLogs": 3, "SignInLogs": 16},
             "recordsOutsidePeriod": 0, "lateRecords": 0, "deadLetters": 1, "deadLettersByReason": {"MALFORMED_JSON": 1},
             "undecidedByDetection": {}, "asleep": {"default": [{"detectionId": "mfa-denied", "reason": "needs paw-devices", "missing": ["paw-devices"]}]},
             "policy": "policy.yaml"}
            """;

    ReplayFolder(Path folder) {
        this.folder = folder;
    }

    ReplayFolder summary(String json) {
        summary = json;
        return this;
    }

    /** An alert about a user, whose records are of that user at this address. */
    ReplayFolder alert(
            String id, String user, String severity, Duration at, String ip, int records) {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            evidence.add(
                    new Evidence(
                            i == 0 ? "first stage" : "then",
                            id + "-" + i,
                            time(at.plusMinutes(i)),
                            "SignInLogs",
                            "Sign-in activity",
                            "failure 50126",
                            user,
                            "OfficeHome",
                            ip,
                            "Linux Firefox",
                            "Vilnius, LT"));
        }
        return alert(
                id,
                severity.equals("critical") ? "worst-detection" : "some-detection",
                user,
                severity,
                "Reason of " + id + ": " + user,
                evidence,
                null);
    }

    ReplayFolder alert(
            String id,
            String detection,
            String user,
            String severity,
            String reason,
            List<Evidence> evidence,
            String suppressedBy) {
        alerts.add(
                Alert.ofOne(
                        id,
                        Alert.ACTIVE,
                        detection,
                        "Title of " + detection,
                        severity,
                        TENANT,
                        new EntityReference("user", "id-of-" + user, user),
                        null,
                        evidence.get(0).time(),
                        evidence.get(evidence.size() - 1).time(),
                        reason,
                        evidence,
                        List.of("USER-10"),
                        List.of("T1110.003", "T1098.003"),
                        List.of("default.privileged-accounts: " + user),
                        List.of(),
                        List.of("Ask " + detection + "'s user.", "Revoke tokens."),
                        suppressedBy,
                        new Delivery(0, 1, false)));
        return this;
    }

    Results write(Policy policy) throws IOException {
        Files.createDirectories(folder);
        StringBuilder lines = new StringBuilder();
        alerts.forEach(alert -> lines.append(AlertJson.body(alert)).append('\n'));
        Files.writeString(folder.resolve("alerts.jsonl"), lines);
        Files.writeString(folder.resolve("summary.json"), summary);
        Results results = Reports.read(folder, policy, former);
        Reports.write(results);
        return results;
    }

    /** What the results are compared with. */
    ReplayFolder against(Path other) {
        former = other;
        return this;
    }

    /** A copy of the policy, as a replay leaves it. */
    ReplayFolder policy(String yaml) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("policy.yaml"), yaml);
        return this;
    }

    Results write() throws IOException {
        return write(Policy.none());
    }

    static String time(Duration afterNoon) {
        return NOON.plus(afterNoon).toString().replaceFirst("(:\\d\\d)Z$", "$1.000Z");
    }
}
