package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final String YAML =
            """
            default:
              leavers: [bob@example.com]
              detections:
                mfa-denied: {settings: {minimum: 3}}
              suppressions:
                - {detection: new-country, owner: a, reason: b, expires: 2026-06-30}
            tenants:
              6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64:
                leavers: []
                detections: {spray: {enabled: false}}
            """;

    @Test
    void travelsWithItsOperators() throws Exception {
        Policy arrived = roundTrip(PolicyReader.read("policy.yaml", YAML));

        assertThat(arrived.forTenant(null).holds(PolicyInput.LEAVERS, null, "bob@example.com"))
                .isTrue();
        assertThat(
                        arrived.forTenant("6A1F0C52-7D38-4B9E-8C21-5E0F9B3D7A64")
                                .holds(PolicyInput.LEAVERS, null, "bob@example.com"))
                .isFalse();
        assertThat(arrived.file()).isEqualTo("policy.yaml");
        assertThat(roundTrip(Policy.none()).forTenant(null).has(PolicyInput.LEAVERS)).isFalse();
    }

    @Test
    void theExceptionTravelsWithItsProblems() throws Exception {
        PolicyException refused =
                org.assertj.core.api.Assertions.catchThrowableOfType(
                        PolicyException.class,
                        () -> PolicyReader.read("policy.yaml", "defalt: {}"));

        assertThat(roundTrip(refused).problems()).isEqualTo(refused.problems());
    }

    @Test
    void saysWhereDetectionsAreNamed() {
        assertThat(PolicyReader.read("policy.yaml", YAML).detectionMentions())
                .containsExactly(
                        new DetectionMention("mfa-denied", "default.detections.mfa-denied"),
                        new DetectionMention("new-country", "default.suppressions[0].detection"),
                        new DetectionMention(
                                "spray",
                                "tenants.6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64.detections.spray"));
    }

    @Test
    void tellsAProblemThatOthersFoundWithItsLine() {
        Policy policy = PolicyReader.read("policy.yaml", YAML);

        assertThat(
                        policy.problem(
                                        "default.detections.mfa-denied.settings.minimum",
                                        "3",
                                        "at least 5")
                                .message())
                .isEqualTo(
                        "policy.yaml:4: default.detections.mfa-denied.settings.minimum is \"3\","
                                + " must be at least 5");
        assertThat(policy.problem("default.nowhere", null, "given").message())
                .isEqualTo("policy.yaml: default.nowhere must be given");
    }

    @Test
    void givesEverySection() {
        assertThat(PolicyReader.read("policy.yaml", YAML).sections().keySet())
                .containsExactly("default", "tenants.6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64");
    }

    @SuppressWarnings("unchecked") // what went in comes out
    private static <T extends Serializable> T roundTrip(T value)
            throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
