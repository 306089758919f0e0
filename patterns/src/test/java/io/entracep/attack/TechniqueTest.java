package io.entracep.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Entry;
import org.junit.jupiter.api.Test;

class TechniqueTest {
    @Test
    void knowsEveryTechniqueOfTheCatalogue() {
        assertThat(
                        Catalogue.load().entries().stream()
                                .map(Entry::mitre)
                                .flatMap(ids -> ids.stream())
                                .distinct()
                                .filter(id -> Technique.of(id) == null))
                .isEmpty();
    }

    @Test
    void tellsItsTacticAndItsPage() {
        assertThat(Technique.of("T1110.003"))
                .isEqualTo(
                        new Technique(
                                "T1110.003",
                                Tactic.CREDENTIAL_ACCESS,
                                "Brute Force: Password Spraying"));
        assertThat(Technique.page("T1110.003"))
                .isEqualTo("https://attack.mitre.org/techniques/T1110/003/");
        assertThat(Tactic.CREDENTIAL_ACCESS.label()).isEqualTo("credential-access");
    }

    @Test
    void knowsNothingOfOthers() {
        assertThat(Technique.of("T9999")).isNull();
    }
}
