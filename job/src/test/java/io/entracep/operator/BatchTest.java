package io.entracep.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.EntraEvent;
import io.entracep.loop.LoopInput;
import io.entracep.loop.TenantDetections;
import io.entracep.policy.PolicyReader;
import io.entracep.serial.EntraTypes;
import io.entracep.signal.Entity;
import io.entracep.testing.Events;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the operator judges what it has taken in. */
class BatchTest {
    private static final long LONGEST_BATCH = 500;
    private static final int MOST_INPUTS = 10_000;

    private KeyedOneInputStreamOperatorTestHarness<Entity, LoopInput, LoopWord> harness;

    @BeforeEach
    void open() throws Exception {
        var policy =
                PolicyReader.read(
                        "policy.yaml", "default: {break-glass-accounts: [glass@example.com]}");
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new LoopOperator(TenantDetections.detecting(policy), Duration.ofHours(1)),
                        LoopInput::entity,
                        EntraTypes.ENTITY);
        harness.setup(
                LoopTypes.WORD.createSerializer(
                        harness.getExecutionConfig().getSerializerConfig()));
        harness.open();
        harness.setProcessingTime(1_000);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void judgesAfterAFractionOfASecond() throws Exception {
        signIn(0);
        assertThat(harness.extractOutputValues()).isEmpty();

        harness.setProcessingTime(1_000 + LONGEST_BATCH);

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void judgesEachBatchOnce() throws Exception {
        signIn(0);
        harness.setProcessingTime(2_000);
        harness.setProcessingTime(3_000);
        signIn(1);
        harness.setProcessingTime(4_000);

        assertThat(harness.extractOutputValues())
                .extracting(word -> ((LoopWord.Spoken) word).verdict().revision())
                .containsExactly(1, 2);
    }

    @Test
    void judgesBeforeEventTimeMoves() throws Exception {
        signIn(0);

        harness.processWatermark(new Watermark(Events.NOON.plusSeconds(1).toEpochMilli()));

        assertThat(harness.getOutput().peek()).isNotInstanceOf(Watermark.class);
        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void judgesBeforeTheBarrier() throws Exception {
        signIn(0);

        harness.getOneInputOperator().prepareSnapshotPreBarrier(1);

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void judgesAtTheEndOfTheInput() throws Exception {
        signIn(0);

        harness.endInput();

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void judgesAFullBatchAtOnce() throws Exception {
        for (int i = 0; i < MOST_INPUTS - 1; i++) {
            signIn(i % 5);
        }
        assertThat(harness.extractOutputValues()).isEmpty();

        signIn(5);

        assertThat(harness.extractOutputValues())
                .extracting(word -> ((LoopWord.Spoken) word).verdict().revision())
                .containsExactly(1);
    }

    private void signIn(int number) throws Exception {
        EntraEvent event =
                Events.signIn()
                        .user("glass-id", "glass@example.com")
                        .at(Events.NOON, Duration.ofSeconds(number))
                        .code(0)
                        .build();
        for (LoopInput input : LoopHarness.inputs(List.of(event))) {
            if (input.entity().id().equals("glass-id")) {
                harness.processElement(input, event.time());
            }
        }
    }
}
