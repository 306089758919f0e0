package io.entracep.sequence;

import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.testing.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * Observations as letters: a signal is a letter, an observation may have several. {@code A} ranks
 * first and {@code Z} last among equal times.
 */
final class Letters {
    static final Signal A = Signal.USER_CREATED;
    static final Signal B = Signal.ROLE_ASSIGNED;
    static final Signal C = Signal.USER_DISABLED;
    static final Signal D = Signal.ROLE_REMOVED;
    static final Signal N = Signal.SIGN_IN;
    static final Signal M = Signal.MFA_DENIED;
    static final Signal Z = Signal.USER_DELETED;

    private Letters() {}

    static SimpleCondition<Observation> is(Signal letter) {
        return SimpleCondition.of(observation -> observation.has(letter));
    }

    /**
     * Up to {@code most} observations of one second steps, so that times are often equal and window
     * edges often met exactly; about every fourth has two letters; two devices, or none.
     */
    static List<Observation> random(Random random, int most, Signal... letters) {
        List<Observation> observations = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        long time = Observations.START.toEpochMilli();
        for (int i = 0; i < count; i++) {
            time += 1000L * random.nextInt(3);
            Observations.Builder observation =
                    Observations.observation("e%03d".formatted(random.nextInt(1000) * 50 + i))
                            .at(time)
                            .with(letters[random.nextInt(letters.length)])
                            .on(random.nextInt(5) == 0 ? null : "device" + random.nextInt(2));
            if (random.nextInt(4) == 0) {
                observation.with(letters[random.nextInt(letters.length)]);
            }
            observations.add(observation.build());
        }
        observations.sort(Observation.ORDER);
        return observations;
    }
}
