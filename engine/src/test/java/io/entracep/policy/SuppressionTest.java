package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressionTest {

    private static final long JUNE = Instant.parse("2026-06-10T10:00:00Z").toEpochMilli();

    private static final TenantPolicy POLICY =
            PolicyReader.read(
                            "policy.yaml",
                            """
                            default:
                              time-zone: America/New_York
                              suppressions:
                                - detection: mfa-denied
                                  match: {user: [Carol@example.com, 0b7d6f1a-2c43-4e58-9a06-d1e2f3a4b5c6], ip: 192.0.2.0/24}
                                  owner: soc@example.com
                                  reason: new phone
                                  expires: 2026-06-30
                                - {detection: new-country, owner: a, reason: b, expires: 2026-06-30}
                                - {detection: new-country, owner: c, reason: d, expires: 2026-07-31}
                            """)
                    .forTenant(null);

    @Test
    void holdsWhereEveryFactMatches() {
        Map<String, String> facts = Map.of("user", "carol@EXAMPLE.com", "ip", "192.0.2.9");

        Suppression found = POLICY.suppression("mfa-denied", facts, JUNE);

        assertThat(found).isNotNull();
        assertThat(found.entry()).isEqualTo("default.suppressions[0]");
        assertThat(found.detection()).isEqualTo("mfa-denied");
        assertThat(found.owner()).isEqualTo("soc@example.com");
        assertThat(found.reason()).isEqualTo("new phone");
        assertThat(found.expires()).isEqualTo(LocalDate.parse("2026-06-30"));
    }

    @Test
    void comparesTheIdOfAFactToo() {
        Map<String, String> facts =
                Map.of("user-id", "0b7d6f1a-2c43-4e58-9a06-d1e2f3a4b5c6", "ip", "192.0.2.9");

        assertThat(POLICY.suppression("mfa-denied", facts, JUNE)).isNotNull();
    }

    @Test
    void doesNotHoldForAnotherFactAMissingOneOrAnotherDetection() {
        assertThat(
                        POLICY.suppression(
                                "mfa-denied",
                                Map.of("user", "carol@example.com", "ip", "198.51.100.1"),
                                JUNE))
                .isNull();
        assertThat(POLICY.suppression("mfa-denied", Map.of("user", "carol@example.com"), JUNE))
                .isNull();
        assertThat(
                        POLICY.suppression(
                                "mfa-approved",
                                Map.of("user", "carol@example.com", "ip", "192.0.2.9"),
                                JUNE))
                .isNull();
    }

    @Test
    void holdsThroughItsLastDayInTheZoneOfTheTenant() {
        Map<String, String> facts = Map.of("user", "carol@example.com", "ip", "192.0.2.9");
        long lastMoment = Instant.parse("2026-07-01T03:59:59.999Z").toEpochMilli();

        assertThat(POLICY.suppression("mfa-denied", facts, lastMoment)).isNotNull();
        assertThat(POLICY.suppression("mfa-denied", facts, lastMoment + 1)).isNull();
    }

    @Test
    void givesTheFirstThatHasNotExpired() {
        long july = Instant.parse("2026-07-10T10:00:00Z").toEpochMilli();

        assertThat(POLICY.suppression("new-country", Map.of(), JUNE))
                .extracting(Suppression::owner)
                .isEqualTo("a");
        assertThat(POLICY.suppression("new-country", Map.of(), july))
                .extracting(Suppression::owner)
                .isEqualTo("c");
    }
}
