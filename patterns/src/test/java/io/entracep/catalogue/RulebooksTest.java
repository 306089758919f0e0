package io.entracep.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Rulebooks.Since;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.rule.RuleTexts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulebooksTest {
    private static final Policy A = policy("default: {time-zone: UTC}");
    private static final Policy B = policy("default: {time-zone: Europe/Berlin}");
    private static final Policy MARCH =
            policy("effective-from: 2026-03-01T00:00Z\ndefault: {time-zone: Europe/Paris}");
    private static final Policy APRIL =
            policy("effective-from: 2026-04-01T00:00Z\ndefault: {time-zone: Europe/Rome}");
    private static final RuleTexts RULES =
            new RuleTexts(List.of(new RuleTexts.Text("a.yml", "title: A")));
    private static final long SOON = time("2026-06-01T00:00:00Z");

    @Test
    void anEditHoldsFromSoonOn() {
        Rulebooks edited = of(A).with(List.of(B), RuleTexts.NONE, SOON);

        assertThat(edited.revision()).isEqualTo(1);
        assertThat(edited.at(SOON - 1).policy()).isEqualTo(A);
        assertThat(edited.at(SOON).policy()).isEqualTo(B);
        assertThat(edited.at(Long.MIN_VALUE).policy()).isEqualTo(A);
    }

    @Test
    void whatSaysNothingNewChangesNothing() {
        Rulebooks edited = of(A).with(List.of(B), RULES, SOON);

        assertThat(edited.with(List.of(B), RULES, SOON + 1)).isSameAs(edited);
        Rulebooks march = of(A).with(List.of(MARCH), RULES, SOON);
        assertThat(march.with(List.of(MARCH), RULES, SOON + 1)).isSameAs(march);
    }

    @Test
    void aPolicyThatSaysFromWhenOnReplacesWhatWasDecidedForThatTime() {
        Rulebooks march = of(A).with(List.of(MARCH), RuleTexts.NONE, SOON);
        Rulebooks corrected =
                march.with(List.of(APRIL), RuleTexts.NONE, SOON)
                        .with(List.of(MARCH), RuleTexts.NONE, SOON);

        assertThat(march.at(time("2026-02-28T23:59:59Z")).policy()).isEqualTo(A);
        assertThat(march.at(time("2026-03-01T00:00:00Z")).policy()).isEqualTo(MARCH);
        assertThat(corrected.at(SOON).policy()).isEqualTo(MARCH);
    }

    @Test
    void rulesHoldFromSoonOnWhateverThePolicySays() {
        Rulebooks march = Rulebooks.of(List.of(MARCH), RuleTexts.NONE);
        Rulebooks edited = march.with(List.of(MARCH), RULES, SOON);

        assertThat(edited.at(SOON - 1).rules()).isEqualTo(RuleTexts.NONE);
        assertThat(edited.at(SOON).rules()).isEqualTo(RULES);
        assertThat(edited.at(SOON).policy()).isEqualTo(MARCH);
    }

    @Test
    void policiesOfOneFolderHoldOneAfterTheOtherWhateverTheirOrder() {
        Rulebooks all = Rulebooks.of(List.of(APRIL, A, MARCH), RuleTexts.NONE);

        assertThat(all.all())
                .extracting(since -> since.rulebook().policy())
                .containsExactly(A, MARCH, APRIL);
        assertThat(all.with(List.of(MARCH, APRIL, A), RuleTexts.NONE, SOON)).isSameAs(all);
        assertThat(all.with(List.of(B, MARCH, APRIL), RuleTexts.NONE, SOON).at(0).policy())
                .isEqualTo(B);
    }

    @Test
    void theOldestGiveWay() {
        Rulebooks edited = of(A);
        for (int i = 0; i < 100; i++) {
            edited = edited.with(List.of(i % 2 == 0 ? B : A), RuleTexts.NONE, SOON + i);
        }

        assertThat(edited.all()).hasSize(Rulebooks.MOST);
        assertThat(edited.revision()).isEqualTo(100);
        assertThat(edited.last().policy()).isEqualTo(A);
    }

    @Test
    void theyTravelAsTheyAre() throws IOException {
        Rulebooks edited = of(A).with(List.of(B), RULES, SOON).with(List.of(A), RULES, SOON + 5);

        Rulebooks read = RulebooksFormat.read(RulebooksFormat.write(edited));

        assertThat(read).isEqualTo(edited);
        assertThat(read.all())
                .extracting(Since::time)
                .containsExactly(Long.MIN_VALUE, SOON, SOON + 5);
    }

    @Test
    void theVersionNamesTheTexts() {
        assertThat(new Rulebook(A, RuleTexts.NONE).version()).hasSize(12);
        assertThat(new Rulebook(A, RuleTexts.NONE).version())
                .isEqualTo(new Rulebook(policy(A.text()), RuleTexts.NONE).version())
                .isNotEqualTo(new Rulebook(B, RuleTexts.NONE).version())
                .isNotEqualTo(new Rulebook(A, RULES).version());
        assertThat(new Rulebook(Policy.none(), RuleTexts.NONE).version()).isNull();
    }

    private static Rulebooks of(Policy policy) {
        return Rulebooks.of(new Rulebook(policy, RuleTexts.NONE));
    }

    private static Policy policy(String yaml) {
        return PolicyReader.read("policy.yaml", yaml);
    }

    private static long time(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
