package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalNumbersTest {
    @Test
    void tellsWhoHasANumberAlready() {
        SignalNumbers numbers = new SignalNumbers();

        assertThat(numbers.claim(7, "one")).isEmpty();
        assertThat(numbers.claim(7, "one")).isEmpty();
        assertThat(numbers.claim(8, "other")).isEmpty();
        assertThat(numbers.claim(7, "other")).contains("one");
        assertThat(numbers.claim(7, "third")).contains("one");
    }
}
