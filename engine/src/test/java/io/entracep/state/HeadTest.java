package io.entracep.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeadTest {

    @Test
    void tellsOfEachHourWhatWasLastSaidOfIt() {
        Random random = new Random(5);
        Head head = Head.EMPTY;
        Map<Long, SignalSet> expected = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            long hour = random.nextInt(8);
            if (random.nextInt(4) == 0) {
                head = head.withoutHour(hour);
                expected.remove(hour);
            } else {
                SignalSet signals =
                        SignalSet.ofRules(random.longs(random.nextInt(4), 0, 5).toArray())
                                .union(SignalSet.of(Signal.AUDIT));
                head = head.withHour(hour, signals);
                expected.put(hour, signals);
            }
            assertThat(head.hours()).containsExactly(expected.keySet().toArray(new Long[0]));
            for (int at = 0; at < head.hours().length; at++) {
                assertThat(head.signalsAt(at)).isEqualTo(expected.get(head.hours()[at]));
            }
            assertThat(head.signals())
                    .isEqualTo(expected.values().stream().reduce(SignalSet.NONE, SignalSet::union));
        }
    }

    @Test
    void isTheSameInstanceWhereNothingChanged() {
        SignalSet signals = SignalSet.ofRules(3, 1);
        Head head = Head.EMPTY.withHour(7, signals);

        assertThat(head.withHour(7, SignalSet.ofRules(1, 3))).isSameAs(head);
        assertThat(head.withoutHour(8)).isSameAs(head);
    }

    @Test
    void readsStateOfAVersionWithoutSignalsOfRules() {
        long[] one = {4};
        Head old = new Head(one, one, one, new long[0], 5, null, null);

        assertThat(old.signalsAt(0)).isEqualTo(new SignalSet(4, 4));
        assertThat(old.withHour(9, SignalSet.ofRules(2)).rules()).containsExactly(2);
    }
}
