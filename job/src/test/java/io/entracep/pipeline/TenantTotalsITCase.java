package io.entracep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Rulebook;
import io.entracep.decode.DateOrder;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.rule.RuleTexts;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.FileFormat;
import io.entracep.source.FileSourceFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A trend over tenant totals that several subtasks add up, from files to alerts. */
class TenantTotalsITCase {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Policy POLICY =
            PolicyReader.read(
                    "policy.yaml",
                    "default: {detections: {failed-sign-ins-trend: {settings: {at-least: 50}}}}");

    @TempDir private Path folder;

    @Test
    void countsEachEventOnceWhateverSubtaskSeesIt() throws Exception {
        List<String> alone = trends(records(111), 1);
        List<String> doubled = records(111);
        doubled.addAll(List.copyOf(doubled.subList(0, 90)));

        assertThat(alone)
                .singleElement()
                .asString()
                .contains("111 sign-ins failed on 2026-03-02")
                .contains("usually 100 on that weekday");
        assertThat(trends(doubled, 4)).isEqualTo(alone);
    }

    @Test
    void staysSilentAtTenPercentMoreThoughRecordsArriveTwice() throws Exception {
        List<String> doubled = records(110);
        doubled.addAll(List.copyOf(doubled));

        assertThat(trends(doubled, 4)).isEmpty();
    }

    @Test
    void aRuleCountsWhatItMatches() throws Exception {
        Rulebook rulebook =
                new Rulebook(
                        POLICY,
                        new RuleTexts(
                                List.of(
                                        new RuleTexts.Text(
                                                "own.yml",
                                                """
                                                title: More wrong passwords
                                                name: more-wrong-passwords
                                                logsource: {product: azure, service: signinlogs}
                                                detection: {wrong: {ResultType: 50126}, condition: wrong}
                                                trend: {factor: 1.1, at-least: 50}
                                                """))));

        assertThat(alerts("more-wrong-passwords", records(111), 4, rulebook))
                .singleElement()
                .asString()
                .contains("More wrong passwords: 111 on 2026-03-02")
                .contains("usually 100 on that weekday");
        assertThat(alerts("more-wrong-passwords", records(109), 4, rulebook)).isEmpty();
    }

    private List<String> trends(List<String> records, int parallelism) throws Exception {
        return alerts("failed-sign-ins-trend", records, parallelism, Rulebook.of(POLICY));
    }

    private List<String> alerts(
            String detection, List<String> records, int parallelism, Rulebook rulebook)
            throws Exception {
        List<String> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, new Random(parallelism));
        List<Path> files = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += 60) {
            Path file = folder.resolve(parallelism + "-" + shuffled.size() + "-" + from + ".jsonl");
            Files.writeString(
                    file,
                    String.join("\n", shuffled.subList(from, Math.min(from + 60, shuffled.size())))
                            + "\n",
                    StandardCharsets.UTF_8);
            files.add(file);
        }
        return PipelineRun.finalSet(
                        FileSourceFactory.create(
                                files,
                                EntraTypes.DECODED,
                                FileFormat.AUTO,
                                DateOrder.UNKNOWN,
                                rulebook),
                        EventTimeWatermarks.atEndOnly(),
                        rulebook,
                        parallelism,
                        "hashmap")
                .stream()
                .filter(alert -> alert.contains(detection))
                .toList();
    }

    private static List<String> records(int today) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            records.add(failure("then" + i, NOON.minus(Duration.ofDays(7)).plusSeconds(20L * i)));
        }
        for (int i = 0; i < today; i++) {
            records.add(failure("now" + i, NOON.plusSeconds(20L * i)));
        }
        return records;
    }

    private static String failure(String id, Instant time) {
        return ("{\"time\":\"%1$s\",\"category\":\"SignInLogs\",\"operationName\":\"Sign-in activity\","
                        + "\"tenantId\":\"11111111-1111-1111-1111-111111111111\",\"resultType\":\"50126\","
                        + "\"properties\":{\"id\":\"%2$s\",\"createdDateTime\":\"%1$s\",\"userId\":\"u-%2$s\","
                        + "\"userPrincipalName\":\"%2$s@example.com\",\"status\":{\"errorCode\":50126}}}")
                .formatted(time, id);
    }
}
