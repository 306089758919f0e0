package io.entracep.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.rule.RuleTexts;
import io.entracep.testing.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is decided changes at noon; records come in any order, before the edit and after. */
class ErasTest {
    private static final Policy MORNING =
            PolicyReader.read(
                    "morning",
                    """
                    default:
                      break-glass-accounts: [one@example.com]
                      detections: {password-guessing: {settings: {failures: 30}}}
                    """);
    private static final Policy AFTERNOON =
            PolicyReader.read(
                    "afternoon",
                    """
                    default:
                      break-glass-accounts: [two@example.com]
                      detections: {password-guessing: {settings: {failures: 5}}}
                    """);
    private static final Rulebooks BEFORE = Rulebooks.of(new Rulebook(MORNING, RuleTexts.NONE));
    private static final Rulebooks AFTER =
            BEFORE.with(List.of(AFTERNOON), RuleTexts.NONE, Events.NOON.toEpochMilli());

    @Test
    void whatIsFoundDoesNotDependOnTheOrderNorOnHowOftenARecordComes() throws Exception {
        List<EntraEvent> day = day();
        List<String> expected = run(day, day.size() + 1);
        assertThat(expected)
                .anyMatch(found -> found.startsWith("break-glass-sign-in one-id"))
                .anyMatch(found -> found.startsWith("break-glass-sign-in two-id"))
                .anyMatch(found -> found.startsWith("password-guessing"));
        Random random = new Random(7);
        for (int run = 0; run < 20; run++) {
            List<EntraEvent> shuffled = new ArrayList<>(day);
            shuffled.addAll(day.subList(0, day.size() / 3));
            Collections.shuffle(shuffled, random);

            assertThat(run(shuffled, 0)).isEqualTo(expected);
        }
    }

    /** An edit reaches a running job before there are records of its time. */
    @Test
    void nothingDependsOnWhenTheEditCame() throws Exception {
        List<EntraEvent> day = day();
        int noon =
                (int)
                        day.stream()
                                .filter(event -> event.time() < Events.NOON.toEpochMilli())
                                .count();

        assertThat(run(day, noon)).isEqualTo(run(day, 0));
        assertThat(run(day, noon / 2)).isEqualTo(run(day, 0));
    }

    @Test
    void eachTimeHasItsList() throws Exception {
        List<String> found = run(day(), 0);

        // Both sign in twice before noon and twice after it.
        assertThat(found.stream().filter(each -> each.startsWith("break-glass-sign-in one-id")))
                .hasSize(2);
        assertThat(found.stream().filter(each -> each.startsWith("break-glass-sign-in two-id")))
                .hasSize(2);
        assertThat(found.stream().filter(each -> each.startsWith("password-guessing"))).hasSize(1);
    }

    /**
     * @param told after how many records it is told of the edit
     */
    private static List<String> run(List<EntraEvent> events, int told) throws Exception {
        Map<String, Verdict> receiver = new HashMap<>();
        boolean never = told > events.size();
        try (LoopHarness harness = new LoopHarness(never ? AFTER : BEFORE, 2, receiver)) {
            int count = 0;
            for (EntraEvent event : events) {
                if (count == told) {
                    harness.use(AFTER);
                }
                harness.process(LoopHarness.inputs(List.of(event)), 1_000L * ++count);
            }
            return LoopHarness.finalSet(receiver);
        }
    }

    /** Both accounts sign in before noon and after it; eight wrong passwords each time. */
    private static List<EntraEvent> day() {
        List<EntraEvent> events = new ArrayList<>();
        for (int hour : List.of(-3, -2, 2, 3)) {
            for (String name : List.of("one", "two")) {
                events.add(
                        Events.signIn()
                                .user(name + "-id", name + "@example.com")
                                .at(Events.NOON, Duration.ofHours(hour))
                                .code(0)
                                .build());
            }
            for (int i = 0; i < 8; i++) {
                events.add(
                        Events.signIn()
                                .user("carol-id", "carol@example.com")
                                .at(Events.NOON, Duration.ofHours(hour).plusSeconds(20 + i))
                                .code(50126)
                                .build());
            }
        }
        events.sort((one, other) -> Long.compare(one.time(), other.time()));
        return events;
    }
}
