package io.entracep.pipeline;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Tells whether a task was restored within the last hour: the time in which the loop says again
 * what it judges, also what is cleared, and in which state may not know what was delivered between
 * the checkpoint and the crash. The hour begins with the first question.
 */
final class AfterRestore implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private transient boolean restored;
    private transient long until;

    void initialize(FunctionInitializationContext initialization) {
        restored = initialization.isRestored();
    }

    boolean isOn(long now) {
        if (restored && until == 0) {
            until = now + HOUR;
        }
        return restored && now < until;
    }
}
