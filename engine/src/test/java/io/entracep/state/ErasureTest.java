package io.entracep.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.state.Erasure.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureTest {
    private static final long UNTIL = 1_000;
    private static final Erasure ANN = erasure("Ann@Example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com",
                "name=ANN@example.com]",
                "It was ann@example.com.",
                "ann@example.com. Then",
                "{\"by\":\"ann@example.com\"}",
                "\\\"ann@example.com\\\"",
                "{\"text\":\"first\\nann@example.com\"}",
                "{\"by\":\"ann\\u0040example.com\"}",
                "{\"text\":\"{\\\"by\\\":\\\"ann\\\\u0040Example\\\\u002Ecom\\\"}\"}",
                "mailto:ann@example.com"
            })
    void isNamedInAnyFormOfText(String text) {
        assertThat(ANN.concerns(text, UNTIL - 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joann@example.com",
                "jo.ann@example.com",
                "jo-ann@example.com",
                "ann@example.com.au",
                "ann@example.company",
                "ann@example",
                "ann"
            })
    void othersAreNotNamed(String text) {
        assertThat(ANN.concerns(text, UNTIL - 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@example.com, ann@exam…",
                "{\"reason\":\"by ann@\\u2026\"}",
                "ann@example.co…"
            })
    void aNameThatWasCutIsSeen(String text) {
        assertThat(ANN.concerns(text, 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"an…", "joann@exam…", "ann@exempl…", "…", "ann@example.com.au…"})
    void aCutNameOfAnotherIsNot(String text) {
        assertThat(ANN.concerns(text, 0)).isFalse();
    }

    @Test
    void anObjectIdThatWasCutIsSeenByItsFirstGroups() {
        Erasure erasure = erasure("41f27901-4d41-5bb2-952c-d7353fc13e26");
        assertThat(erasure.concerns("user 41f27901-4d41…", 0)).isTrue();
        assertThat(erasure.concerns("user 41f27901-4…", 0)).isFalse();
    }

    @Test
    void aNameThatFollowsOneOfAnotherIsSeen() {
        assertThat(ANN.concerns("joann@example.com, ann@example.com", 0)).isTrue();
    }

    @Test
    void whatCameLaterStays() {
        assertThat(ANN.concerns("ann@example.com", UNTIL)).isFalse();
        Erasure twice =
                new Erasure(
                        List.of(
                                new Subject("ann@example.com", UNTIL),
                                new Subject("ann@example.com", 2 * UNTIL)));
        assertThat(twice.concerns("ann@example.com", UNTIL)).isTrue();
    }

    @Test
    void nothingShortIsTheNameOfAPerson() {
        assertThat(List.of("ann", "", "@", "1234", "a b@example.com")).noneMatch(Subject::isName);
        assertThat(List.of("ann@example.com", "41f27901-4d41-5bb2-952c-d7353fc13e26"))
                .allMatch(Subject::isName);
    }

    private static Erasure erasure(String name) {
        return new Erasure(List.of(new Subject(name, UNTIL)));
    }
}
