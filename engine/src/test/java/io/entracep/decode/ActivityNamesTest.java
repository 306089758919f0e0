package io.entracep.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityNamesTest {

    @ParameterizedTest
    @CsvSource({
        "Add user, add user",
        "'  Add \t user ', add user",
        "'Update application \u2013 Certificates and secrets management ',"
                + " update application - certificates and secrets management",
        "Update application\u2014x, update application-x",
        "Add member to role., add member to role",
        "'Delete user. ', delete user",
        "'. ', ''",
        "'', ''"
    })
    void comparesWithoutCaseBlanksKindsOfDashAndFullStops(String logged, String normalised) {
        assertThat(ActivityNames.normalise(logged)).isEqualTo(normalised);
    }

    @Test
    void staysBoundedWhenNamesAreMadeUp() {
        ActivityNames names = new ActivityNames();
        for (int i = 0; i < 10_000; i++) {
            assertThat(names.of("Made up " + i).normalised()).isEqualTo("made up " + i);
        }
        assertThat(names.of("Made up 1")).isSameAs(names.of("Made up 1"));
        assertThat(names.of("Made up 9999")).isNotSameAs(names.of("Made up 9999"));
    }
}
