package io.entracep.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a change of privileges changes of what was held earlier. */
class PrivilegeTimelineTest {
    private static final long DAY = 86_400_000;

    @Test
    void aChangeWithRoomBesideItChangesNothingEarlier() {
        PrivilegeTimeline before = activatedOn(3);

        assertThat(before.with(activation(5), (key, name) -> 1).changedFrom(before, activation(5)))
                .isEqualTo(TimeRange.since(5 * DAY));
    }

    @Test
    void aChangeThatFillsThePlacesOrPushesOneOutChangesWhatWasHeldBeforeTheOldest() {
        PrivilegeTimeline before = activatedOn(1, 2, 3, 4, 5, 6, 7);
        PrivilegeTimeline full = before.with(activation(8), (key, name) -> 1);
        PrivilegeTimeline fuller = full.with(activation(9), (key, name) -> 1);

        assertThat(before.held(0, (key, name) -> true)).isNull();
        assertThat(full.held(0, (key, name) -> true)).isEqualTo(activation(1));
        assertThat(full.changedFrom(before, activation(8))).isEqualTo(TimeRange.ALWAYS);
        assertThat(fuller.held(0, (key, name) -> true)).isEqualTo(activation(2));
        assertThat(fuller.changedFrom(full, activation(9))).isEqualTo(TimeRange.ALWAYS);
    }

    private static PrivilegeTimeline activatedOn(int... days) {
        PrivilegeTimeline timeline = PrivilegeTimeline.EMPTY;
        for (int day : days) {
            timeline = timeline.with(activation(day), (key, name) -> 1);
        }
        return timeline;
    }

    private static PrivilegeChange activation(int day) {
        return new PrivilegeChange(
                day * DAY, "event " + day, PrivilegeChange.ACTIVATED, "role", "Role", 0, 0);
    }
}
