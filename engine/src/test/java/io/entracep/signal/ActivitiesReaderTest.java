package io.entracep.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What activities mean is data. */
class ActivitiesReaderTest {

    @Test
    void aNameMeansWhatItIsListedUnder() {
        Activities read =
                ActivitiesReader.read(
                        """
                        when-successful:
                          user-created: [Add user]
                          role-assigned: [Add member – to role]
                        whatever-the-result:
                          permission-activity: [{like: [user-created, role-assigned]}, Add owner]
                        in-azure: {}
                        """);
        assertThat(read.whenSuccessful())
                .containsEntry("add user", SignalSet.of(Signal.USER_CREATED))
                .containsEntry("add member - to role", SignalSet.of(Signal.ROLE_ASSIGNED));
        assertThat(read.whateverTheResult())
                .containsOnlyKeys("add user", "add member - to role", "add owner");
    }

    @Test
    void whatIsWrongIsToldAtOnceWithItsLine() {
        assertThatThrownBy(
                        () ->
                                ActivitiesReader.read(
                                        """
                                        when-successful:
                                          user-made: [Add user]
                                          role-assigned: [{like: [user-created]}]
                                          user-created: [Add user]
                                        whatever-the-result: {}
                                        in-azure: {}
                                        """))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(":2:")
                .hasMessageContaining("user-made is none")
                .hasMessageContaining(":3:")
                .hasMessageContaining("a signal that stands before");
    }

    @Test
    void namesWithAStarAreBeginnings() {
        assertThat(Activities.whenSuccessful("add passkey (device-bound) security key"))
                .isEqualTo(SignalSet.of(Signal.CREDENTIAL_GIVEN));
        assertThat(Activities.whenSuccessful("add pass")).isEqualTo(SignalSet.NONE);
    }
}
