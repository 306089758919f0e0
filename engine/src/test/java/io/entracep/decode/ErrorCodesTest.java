package io.entracep.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodesTest {

    @ParameterizedTest
    @CsvSource({
        "0, SUCCESS",
        "50126, FAILURE",
        "50053, FAILURE",
        "50055, INTERRUPT",
        "50074, INTERRUPT",
        "50140, INTERRUPT",
        "50058, INTERRUPT",
        "65001, INTERRUPT",
        "500121, FAILURE",
        "53003, FAILURE",
        "700016, FAILURE",
        "123456, FAILURE",
        "-1, FAILURE"
    })
    void sortsCodesByHowTheAttemptEnded(int code, Outcome outcome) {
        assertThat(ErrorCodes.outcome(code)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50055, 50057, 50074, 500121, 53003, 50140, 65001})
    void knowsWhatProvesAPassword(int code) {
        assertThat(ErrorCodes.provesPassword(code)).isTrue();
        assertThat(ErrorCodes.refutesPassword(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {50126, 50034, 50053, 50133, 50058, 700016, 123456})
    void takesNothingElseForProof(int code) {
        assertThat(ErrorCodes.provesPassword(code)).isFalse();
    }

    @Test
    void keepsApplicationErrorsOutOfFailureTotals() {
        assertThat(ErrorCodes.isApplicationError(700016)).isTrue();
        assertThat(ErrorCodes.isIgnoredInFailureCounts(700016)).isTrue();
        assertThat(ErrorCodes.isIgnoredInFailureCounts(70008)).isTrue();
        assertThat(ErrorCodes.isApplicationError(50126)).isFalse();
        assertThat(ErrorCodes.isIgnoredInFailureCounts(50126)).isFalse();
        assertThat(ErrorCodes.isIgnoredInFailureCounts(123456)).isFalse();
    }

    @Test
    void namesTheSetsOfTheTemplates() {
        assertThat(List.of(50126, 50053, 50055, 50056)).allMatch(ErrorCodes::isWrongPassword);
        assertThat(List.of(50126, 50034, 50057)).allMatch(ErrorCodes::isSprayFailure);
        assertThat(List.of(0, 50125, 50140, 70043, 70044)).allMatch(ErrorCodes::isSuccessLike);
        assertThat(List.of(53003, 530032, 50131, 50097)).allMatch(ErrorCodes::isConditionalAccess);
        assertThat(ErrorCodes.isWrongPassword(50034)).isFalse();
        assertThat(ErrorCodes.isConditionalAccess(50126)).isFalse();
    }

    @Test
    void tellsWhichNumbersItHasNeverHeardOf() {
        assertThat(ErrorCodes.isKnown(50126)).isTrue();
        assertThat(ErrorCodes.isKnown(123456)).isFalse();
    }
}
