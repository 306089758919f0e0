package io.entracep.told;

import io.entracep.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/**
 * What the log knows of an alert and the restored state does not: it was told after the checkpoint.
 * The doubt ends when the same is said again, when something new is said, or when event time has
 * passed everything that made it. Part of state.
 *
 * @param alert what was told last, without evidence
 * @param accepted whether the receiver is known to have it
 * @param earlier digests of what was told after the checkpoint before that, and accepted
 * @param until event time at which it ends, milliseconds; {@link Long#MAX_VALUE} for never
 * @param notBefore processing time before which it does not end in that way
 */
public record Doubt(
        Alert alert, boolean accepted, List<String> earlier, long until, long notBefore) {

    /** Those that were told before what is told now. */
    List<String> earlierWith(String digest) {
        List<String> all = new ArrayList<>(earlier);
        if (accepted) {
            all.add(digest);
        }
        return all;
    }
}
