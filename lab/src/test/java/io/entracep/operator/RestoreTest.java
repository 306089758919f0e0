package io.entracep.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.loop.LoopInput;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.promise.GeneratedDay;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Promise 1 across restarts and rescaling, on the real operator with its real state. */
class RestoreTest {
    private static final GeneratedDay DAY = new GeneratedDay(11, 5_000);
    private static final long BEFORE = 1_000;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static Policy policy;
    private static List<LoopInput> inputs;
    private static long horizon;
    private static List<String> expected;

    @BeforeAll
    static void judgeWithoutInterruption() throws Exception {
        policy = PolicyReader.read("policy.yaml", DAY.policy());
        List<EntraEvent> events = DAY.events();
        inputs = LoopHarness.inputs(events);
        horizon =
                events.stream()
                        .filter(e -> !e.timeSuspect())
                        .mapToLong(EntraEvent::time)
                        .max()
                        .orElseThrow();
        Map<String, Verdict> receiver = new HashMap<>();
        try (LoopHarness harness = new LoopHarness(policy, 1, receiver)) {
            harness.process(inputs, 1_000);
            harness.end(horizon);
        }
        expected = LoopHarness.finalSet(receiver);
        assertThat(expected).hasSizeGreaterThan(10);
    }

    @Test
    void whatIsReadTwiceAfterARestoreIsSaidOnce() throws Exception {
        int checkpoint = inputs.size() / 2;
        Map<String, Verdict> receiver = new HashMap<>();
        OperatorSubtaskState state;
        try (LoopHarness before = new LoopHarness(policy, 1, receiver)) {
            before.process(inputs.subList(0, checkpoint), BEFORE);
            state = before.snapshot(1);
        }
        List<LoopInput> later = inputs.subList(checkpoint, inputs.size());
        long longAgo = later.stream().mapToLong(RestoreTest::time).min().orElseThrow() - HOUR;
        try (LoopHarness after = new LoopHarness(policy, 1, state, 1, receiver)) {
            after.process(later, longAgo);
            after.process(later, longAgo + 1_000);
            assertThat(receiver.values())
                    .allMatch(verdict -> verdict.decidedAt() < longAgo + 1_000);
            after.end(horizon);
        }

        assertThat(LoopHarness.finalSet(receiver)).containsExactlyElementsOf(expected);
    }

    @Test
    void rescaledFromTwoToOneToTwo() throws Exception {
        int third = inputs.size() / 3;
        Map<String, Verdict> receiver = new HashMap<>();
        OperatorSubtaskState state;
        try (LoopHarness two = new LoopHarness(policy, 2, receiver)) {
            two.process(inputs.subList(0, third), 1_000);
            state = two.snapshot(1);
        }
        try (LoopHarness one = new LoopHarness(policy, 1, state, 2, receiver)) {
            one.process(inputs.subList(third, 2 * third), 2_000);
            state = one.snapshot(2);
        }
        try (LoopHarness two = new LoopHarness(policy, 2, state, 1, receiver)) {
            two.process(inputs.subList(2 * third, inputs.size()), 3_000);
            two.end(horizon);
        }

        assertThat(LoopHarness.finalSet(receiver)).containsExactlyElementsOf(expected);
    }

    @Test
    void duplicatesAndOlderDeliveriesChangeNothing() throws Exception {
        Map<String, Verdict> receiver = new HashMap<>();
        try (LoopHarness harness = new LoopHarness(policy, 1, receiver)) {
            harness.process(inputs, 1_000);
            int entries = harness.keyedEntries();
            harness.process(inputs, 2_000);

            assertThat(harness.keyedEntries()).isEqualTo(entries);
            assertThat(receiver.values()).allMatch(verdict -> verdict.decidedAt() < 2_000);
        }
    }

    private static long time(LoopInput input) {
        return ((LoopInput.Insert) input).observation().time();
    }
}
