package io.entracep.rule;

import static io.entracep.rule.Rules.document;
import static io.entracep.rule.Rules.messages;
import static io.entracep.rule.Rules.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.rule.AlertSection.Grade;
import io.entracep.rule.AlertSection.Outweigher;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.Circumstance.Trait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our keys beside those of Sigma. */
class SectionTest {

    private static final String GOOD = document("signinlogs", "s: {appId: x}\ncondition: s");

    private static SigmaRule rule(String more) {
        RuleSet rules = read(GOOD + more);
        assertThat(rules.problems()).isEmpty();
        return rules.rules().iterator().next().rule();
    }

    @Test
    void readsAnAlert() {
        AlertSection alert =
                rule("""
                                alert:
                                  of: actor
                                  per: [appDisplayName]
                                  once: 1h
                                  needs: [approved-creators]
                                  when: {actor: [privileged, '%key-people%'], device: managed}
                                  unless: {ip: corporate, alert: other-rule}
                                  raise:
                                    - {by: 2, when: {actor: break-glass}, because: it is for emergencies}
                                  lower: {unless: {time: working-hours}}
                                  reason: "{actor} did it[ from {ip}]."
                                  misses: much
                                  triage: [look, ask]
                                  outweighed-by: {signal: fine, field: UserId}
                                  gaps: {second: 10m}
                                  differing: Network
                                  settle: 5m
                                  part-of: [campaign]
                                  building-block: true
                                  except: {device: known}
                                """)
                        .alert();
        assertThat(alert)
                .isEqualTo(
                        new AlertSection(
                                6,
                                Whose.ACTOR,
                                List.of("appDisplayName"),
                                Duration.ofHours(1),
                                List.of("approved-creators"),
                                List.of(
                                        new Circumstance(
                                                11,
                                                Subject.ACTOR,
                                                List.of(
                                                        new Trait(Word.PRIVILEGED, ""),
                                                        new Trait(Word.ON_LIST, "key-people"))),
                                        new Circumstance(
                                                11,
                                                Subject.DEVICE,
                                                List.of(new Trait(Word.MANAGED, "")))),
                                List.of(
                                        new Circumstance(
                                                12,
                                                Subject.IP,
                                                List.of(new Trait(Word.CORPORATE, ""))),
                                        new Circumstance(
                                                12,
                                                Subject.ALERT,
                                                List.of(new Trait(Word.OPEN, "other-rule")))),
                                List.of(
                                        new Circumstance(
                                                25,
                                                Subject.DEVICE,
                                                List.of(new Trait(Word.KNOWN, "")))),
                                List.of(
                                        new Grade(
                                                2,
                                                List.of(
                                                        new Circumstance(
                                                                14,
                                                                Subject.ACTOR,
                                                                List.of(
                                                                        new Trait(
                                                                                Word.BREAK_GLASS,
                                                                                "")))),
                                                List.of(),
                                                "it is for emergencies"),
                                        new Grade(
                                                -1,
                                                List.of(),
                                                List.of(
                                                        new Circumstance(
                                                                15,
                                                                Subject.TIME,
                                                                List.of(
                                                                        new Trait(
                                                                                Word.WORKING_HOURS,
                                                                                "")))),
                                                null)),
                                "{actor} did it[ from {ip}].",
                                "much",
                                List.of("look", "ask"),
                                new Outweigher("fine", "UserId"),
                                Map.of("second", Duration.ofMinutes(10)),
                                List.of("Network"),
                                Duration.ofMinutes(5),
                                List.of("campaign"),
                                true));
    }

    @Test
    void readsBaselineTrendAndAbsence() {
        assertThat(
                        rule("baseline: {of: actor, new: [AppId], learned: 7d, memory: 30d, min-days: 3}\n")
                                .baseline())
                .isEqualTo(
                        new BaselineSection(
                                6,
                                Whose.ACTOR,
                                List.of("AppId"),
                                Duration.ofDays(7),
                                Duration.ofDays(30),
                                3));
        assertThat(rule("trend: {factor: 2, at-least: 50}\n").trend())
                .isEqualTo(new TrendSection(6, Whose.TENANT, 2, 50, false));
        assertThat(
                        rule("absence: {of: actor, expects: [b], within: 2h, sharing: [appId], until: createdDateTime}\n")
                                .absence())
                .isEqualTo(
                        new AbsenceSection(
                                6,
                                Whose.ACTOR,
                                List.of("b"),
                                Duration.ofHours(2),
                                List.of("appId"),
                                "createdDateTime"));
    }

    @Test
    void readsItsTests() {
        SigmaRule rule =
                rule(
                        """
                        tests:
                          - {fires: high, records: [{at: 0m, sign-in: x}]}
                          - {silent: another app, records: []}
                        """);
        assertThat(rule.tests())
                .satisfiesExactly(
                        test -> {
                            assertThat(test.fires()).isEqualTo(Level.HIGH);
                            assertThat(test.line()).isEqualTo(7);
                            assertThat(test.body().entries()).containsKey("records");
                        },
                        test -> assertThat(test.silent()).isEqualTo("another app"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "alert: {unless: {actor: privilegd}} ~ did you mean privileged",
                "alert: {unless: {acter: vip}} ~ did you mean actor",
                "alert: {unless: {ip: privileged}} ~ one of new, known, unknown, corporate",
                "alert: {unless: {time: '%x%'}} ~ one of working-hours, change-window",
                "alert: {raise: [{by: 0, when: {actor: vip}}]} ~ a whole number",
                "alert: {raise: [{by: 9, when: {actor: vip}}]} ~ from 1 to 5",
                "alert: {raise: [{by: 1}]} ~ when or unless",
                "alert: {once: 1x} ~ a duration",
                "alert: {outweighed-by: {signal: x}} ~ outweighed-by.field must be given",
                "alert: {per: [noSuchField]} ~ a field of the logs",
                "baseline: {of: actor} ~ baseline.new must be given",
                "baseline: {new: [appId]} ~ baseline.of must be given",
                "baseline: {of: actor, new: [noSuchField]} ~ a field of the logs",
                "trend: {factor: 1} ~ a number above 1",
                "trend: {factr: 2} ~ did you mean factor",
                "absence: {of: actor, within: 1h} ~ absence.expects must be given",
                "tests: [{records: []}] ~ either fires",
                "tests: [{fires: bad, records: []}] ~ one of informational",
                "tests: [{fires: high}] ~ records must be given",
            })
    void refuses(String section, String reason) {
        assertThat(messages(read(GOOD + section + "\n")))
                .isNotEmpty()
                .anySatisfy(
                        problem ->
                                assertThat(problem).startsWith("rules.yml:6: ").contains(reason));
    }

    @Test
    void refusesTwoKindsInOneRule() {
        assertThat(
                        messages(
                                read(
                                        GOOD
                                                + "trend: {factor: 2}\nbaseline: {of: actor, new: [appId]}\n")))
                .singleElement()
                .asString()
                .contains("one of baseline, trend and absence");
    }
}
