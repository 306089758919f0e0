package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.catalogue.Catalogue;
import io.entracep.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final ScenarioReader READER = new ScenarioReader(Catalogue.load());

    @Test
    void tellsEveryProblemWithItsLine() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        description: Wrong in many ways
                                        start: yesterday
                                        records:
                                          - {at: 5 minutes, sign-in: ann@example.com}
                                          - {at: 0s, sign-in: ann@example.com, cuontry: NL}
                                          - {sign-in: ann@example.com, audit: Add user, at: 0s}
                                          - {at: 0s, sign-in: ann@example.com, repeat: 3}
                                          - at: 0s
                                            sign-in: ann@example.com
                                            device:
                                              name: paw
                                              comliant: true
                                        expect:
                                          exactly:
                                            - {detection: no-such-detection}
                                        surprise: me
                                        """))
                .isInstanceOfSatisfying(
                        ScenarioException.class,
                        e -> {
                            assertThat(e.problems())
                                    .extracting(Problem::line)
                                    .containsExactly(2, 4, 5, 6, 7, 12, 15, 16);
                            assertThat(e.getMessage())
                                    .contains("case.yaml:2: start is \"yesterday\"")
                                    .contains("case.yaml:5: records[1].cuontry must be a known key")
                                    .contains(
                                            "case.yaml:6: records is \"sign-in, audit, at\", must")
                                    .contains("no-such-detection is not")
                                    .contains("case.yaml:16: surprise must be a known key");
                        });
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> read("description: Nothing"))
                .hasMessageContaining("records must be given")
                .hasMessageContaining("expect must be given");
        assertThatThrownBy(() -> read("")).hasMessageContaining("the file has no content");
        assertThatThrownBy(() -> read("a: [")).hasMessageContaining("YAML text");
        assertThatThrownBy(() -> read("- a")).hasMessageContaining("a mapping");
    }

    @Test
    void refusesAliasesAndKeysGivenTwice() {
        assertThatThrownBy(() -> read("description: &a {x: 1}\nrecords: *a"))
                .hasMessageContaining("YAML text");
        assertThatThrownBy(() -> read("description: a\ndescription: b"))
                .hasMessageContaining("case.yaml:2: description must be given once");
    }

    @Test
    void repeatsByDayAndNumbersUsersAndAddresses() {
        List<ScenarioRecord> records =
                records(
                        """
                          - at: -2d
                            days: 2
                            sign-in: user@example.com
                            users: 3
                            ips: 2
                            ip: 198.51.100.255
                            repeat: 4
                            every: 90s
                            session: "s{n} of {day}"
                        """);

        assertThat(records).hasSize(8);
        assertThat(records)
                .extracting(ScenarioRecord::time)
                .startsWith(
                        START.minus(Duration.ofDays(2)),
                        START.minus(Duration.ofDays(2)).plusSeconds(90))
                .contains(START.minus(Duration.ofDays(1)));
        assertThat(records)
                .extracting(record -> property(record, "userPrincipalName"))
                .startsWith(
                        "user1@example.com",
                        "user2@example.com",
                        "user3@example.com",
                        "user1@example.com");
        assertThat(records)
                .extracting(record -> property(record, "ipAddress"))
                .startsWith("198.51.100.255", "198.51.101.0", "198.51.100.255");
        assertThat(property(records.get(7), "sessionId")).isEqualTo("s4 of 2");
        assertThat(records).extracting(record -> property(record, "id")).doesNotHaveDuplicates();
    }

    @Test
    void ordersRecordsByTheirEmission() {
        assertThat(
                        records(
                                """
                                  - {at: 0s, emitted-after: 3h, sign-in: slow@example.com}
                                  - {at: 1h, sign-in: quick@example.com}
                                """))
                .extracting(record -> property(record, "userPrincipalName"))
                .containsExactly("quick@example.com", "slow@example.com");
    }

    @Test
    void takesValuesAsWritten() {
        assertThat(
                        records("  - {at: 0s, sign-in: ann@example.com, country: NO}")
                                .get(0)
                                .json()
                                .at("/properties/location/countryOrRegion")
                                .asText())
                .isEqualTo("NO");
    }

    @Test
    void namesHaveTheSameIdInRecordsAndPolicy() {
        Scenario scenario =
                read(
                        """
                        description: A workstation
                        policy: |
                          default: {paw-devices: ["{id:paw-1}"]}
                        records:
                          - {at: 0s, sign-in: ann@example.com, device: paw-1}
                        expect: {exactly: []}
                        """);

        assertThat(scenario.policyText())
                .contains(
                        scenario.records()
                                .get(0)
                                .json()
                                .at("/properties/deviceDetail/deviceId")
                                .asText());
    }

    @Test
    void refusesAPolicyThatDoesNotFit() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        description: A slip
                                        policy: |
                                          default: {detections: {pasword-spray: {enabled: false}}}
                                        records: []
                                        expect: {exactly: []}
                                        """))
                .hasMessageContaining("case.yaml:2: policy")
                .hasMessageContaining("pasword-spray");
    }

    @Test
    void readsFoldersWithoutTheirPolicies(@TempDir Path folder) throws Exception {
        String scenario =
                """
                description: Nothing happens
                policy-file: ../policy.yaml
                records: []
                expect: {exactly: []}
                """;
        Files.writeString(folder.resolve("policy.yaml"), "default: {vip-accounts: []}");
        Files.writeString(
                Files.createDirectory(folder.resolve("password-spray")).resolve("none.yaml"),
                scenario);

        assertThat(READER.readAll(folder))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.name()).isEqualTo("password-spray/none");
                            assertThat(found.folder()).isEqualTo("password-spray");
                            assertThat(found.policyText()).contains("vip-accounts");
                        });
    }

    private static List<ScenarioRecord> records(String lines) {
        return read("description: x\nrecords:\n" + lines + "\nexpect: {exactly: []}").records();
    }

    private static Scenario read(String yaml) {
        return READER.read("case", "case.yaml", yaml, Path.of("case.yaml"));
    }

    private static String property(ScenarioRecord record, String name) {
        return record.json().path("properties").path(name).asText();
    }
}
