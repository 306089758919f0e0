package io.entracep.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.detection.Affected;
import io.entracep.state.Erasure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignOperatorTest {
    private static final String SOURCE = "198.51.100.7";
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void whatComesAfterItsCampaignIsNotTold() throws Exception {
        assertThat(told(spray("high", 1), lockout("ann", "medium", SOURCE)))
                .containsExactly("spray active");
    }

    @Test
    void whatCameBeforeItsCampaignIsClearedAndSaysWhatItIsPartOf() throws Exception {
        List<Alert> told = outputs(List.of(lockout("ann", "medium", SOURCE), spray("high", 1)));

        assertThat(told)
                .extracting(alert -> alert.alertId() + " " + alert.status())
                .containsExactly("ann active", "spray active", "ann cleared");
        assertThat(told.get(2).reason()).isEqualTo("Part of alert spray, password-spray.");
        assertThat(told.get(2).delivery().decidedAt())
                .isGreaterThan(told.get(0).delivery().decidedAt());
    }

    @Test
    void whatIsNoPartAnyMoreIsToldAgain() throws Exception {
        assertThat(
                        told(
                                lockout("ann", "medium", SOURCE),
                                spray("high", 1),
                                cleared(spray("high", 2))))
                .containsExactly("ann active", "spray cleared");
    }

    @ParameterizedTest
    @CsvSource({
        "medium, 198.51.100.7, 0, ann, high, true",
        "medium, 198.51.100.8, 0, ann, high, false",
        "medium, 198.51.100.7, 0, eve, high, false",
        "medium, 198.51.100.7, 200, ann, high, false",
        "medium, 198.51.100.7, 100, ann, high, true",
        "high, 198.51.100.7, 0, ann, high, false",
        "medium, 198.51.100.7, 0, ann, low, false",
    })
    void partIsWhatIsNoWorseCloseInTimeAndOfTheSameSourceAndAccounts(
            String severity,
            String address,
            long hoursLater,
            String account,
            String campaign,
            boolean part)
            throws Exception {
        Candidate lockout = lockout(account, severity, address, hoursLater);

        assertThat(told(spray(campaign, 1), lockout).contains(account + " active"))
                .isNotEqualTo(part);
    }

    @Test
    void aSuppressedCampaignContainsNothing() throws Exception {
        Candidate suppressed = spray("high", "suppressed", 1);

        assertThat(told(suppressed, lockout("ann", "medium", SOURCE))).contains("ann active");
    }

    @Test
    void theFinalSetDoesNotDependOnTheOrder() throws Exception {
        List<Candidate> deliveries =
                List.of(
                        lockout("ann", "medium", SOURCE),
                        lockout("bob", "low", SOURCE),
                        lockout("eve", "medium", SOURCE),
                        spray("high", 1),
                        lockout("cid", "medium", "203.0.113.4"));
        List<String> inOrder = told(deliveries.toArray(new Candidate[0]));
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            List<Candidate> shuffled = new ArrayList<>(deliveries);
            Collections.shuffle(shuffled, random);

            assertThat(told(shuffled.toArray(new Candidate[0]))).isEqualTo(inOrder);
        }
        assertThat(inOrder).containsExactly("cid active", "eve active", "spray active");
    }

    @Test
    void isForgottenWhenItsTimeHasPassed() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> harness = harness()) {
            harness.processElement(spray("high", 1), 0);
            harness.processElement(lockout("ann", "medium", SOURCE), 0);
            assertThat(harness.numKeyedStateEntries()).isGreaterThan(0);

            harness.processWatermark(START.plus(Duration.ofDays(30)).toEpochMilli());

            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aRestartForgetsNeitherCampaignsNorWhatWasTold() throws Exception {
        OperatorSubtaskState first = stateAfter(lockout("ann", "medium", SOURCE));
        OperatorSubtaskState second;
        try (KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> harness =
                restored(first, Erasure.NONE)) {
            harness.processElement(spray("high", 1), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(alert -> alert.alertId() + " " + alert.status())
                    .containsExactly("spray active", "ann cleared");
            second = harness.snapshot(2, 0);
        }
        try (KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> harness =
                restored(second, Erasure.NONE)) {
            harness.processElement(lockout("bob", "medium", SOURCE), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void whoIsErasedIsInNoStateAfterTheRestart() throws Exception {
        OperatorSubtaskState state =
                stateAfter(
                        lockout("ann@example.com", "medium", SOURCE),
                        lockout("joann@example.com", "medium", SOURCE));
        Erasure erasure =
                new Erasure(List.of(new Erasure.Subject("ann@example.com", Long.MAX_VALUE)));
        try (KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> harness =
                restored(state, erasure)) {
            assertThat(new String(bytes(harness.snapshot(2, 0)), UTF_8))
                    .contains("joann@example.com")
                    .doesNotContainPattern("(?<!jo)ann@example.com");
        }
    }

    private static OperatorSubtaskState stateAfter(Candidate... deliveries) throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> harness = harness()) {
            for (Candidate delivery : deliveries) {
                harness.processElement(delivery, 0);
            }
            return harness.snapshot(1, 0);
        }
    }

    private static byte[] bytes(OperatorSubtaskState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (KeyedStateHandle handle : state.getManagedKeyedState()) {
            try (InputStream in = ((KeyGroupsStateHandle) handle).openInputStream()) {
                in.transferTo(bytes);
            }
        }
        return bytes.toByteArray();
    }

    /** Each alert with the last status it was told with, those that were never active left out. */
    private static List<String> told(Candidate... deliveries) throws Exception {
        Map<String, Alert> last = new HashMap<>();
        for (Alert alert : outputs(List.of(deliveries))) {
            Alert before = last.put(alert.alertId(), alert);
            assertThat(before == null || decidedAt(before) < decidedAt(alert)).isTrue();
        }
        return last.values().stream()
                .filter(alert -> alert.active() || alert.alertId().equals("spray"))
                .map(alert -> alert.alertId() + " " + alert.status())
                .sorted()
                .toList();
    }

    private static long decidedAt(Alert alert) {
        return alert.delivery().decidedAt();
    }

    private static List<Alert> outputs(List<Candidate> deliveries) throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> harness = harness()) {
            for (Candidate delivery : deliveries) {
                harness.processElement(delivery, 0);
            }
            return harness.extractOutputValues();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> harness()
            throws Exception {
        return restored(null, Erasure.NONE);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> restored(
            @Nullable OperatorSubtaskState state, Erasure erasure) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, Candidate, Alert> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new CampaignOperator(erasure),
                        candidate -> candidate.alert().tenantId(),
                        Types.STRING);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static Candidate lockout(String account, String severity, String address) {
        return lockout(account, severity, address, 1);
    }

    private static Candidate lockout(
            String account, String severity, String address, long hoursLater) {
        Alert alert =
                alert(
                        account,
                        "smart-lockout",
                        severity,
                        new EntityReference("user", account, null),
                        List.of(),
                        START.plus(Duration.ofHours(hoursLater)),
                        null,
                        1);
        return new Candidate(
                alert,
                List.of("password-spray"),
                false,
                List.of(account),
                List.of(address),
                List.of("AS64500"));
    }

    private static Candidate spray(String severity, int revision) {
        return spray(severity, null, revision);
    }

    private static Candidate spray(String severity, @Nullable String suppressedBy, int revision) {
        List<Affected> affected =
                List.of(new Affected("ann", null, "tried"), new Affected("bob", null, "tried"));
        Alert alert =
                alert(
                        "spray",
                        "password-spray",
                        severity,
                        new EntityReference("ip", SOURCE, null),
                        affected,
                        START,
                        suppressedBy,
                        revision);
        return new Candidate(
                alert, List.of(), true, List.of("ann", "bob"), List.of(SOURCE), List.of("AS64500"));
    }

    private static Candidate cleared(Candidate candidate) {
        return new Candidate(
                candidate.alert().clearedFor(Alert.NO_LONGER_HOLDS),
                candidate.partOf(),
                candidate.campaign(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Alert alert(
            String id,
            String detection,
            String severity,
            EntityReference entity,
            List<Affected> affected,
            Instant first,
            @Nullable String suppressedBy,
            int revision) {
        return new Alert(
                id,
                Alert.ACTIVE,
                detection,
                detection,
                severity,
                "tenant",
                entity,
                null,
                first.toString(),
                first.toString(),
                "why",
                List.of(),
                affected,
                affected.size(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                suppressedBy,
                new Delivery(1000 + revision, revision, false));
    }
}
