package io.entracep.outbox;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A message that its receiver will not get by itself any more: kept with the reason, so that it can
 * be sent again by hand. Texts of the receiver and of the alert are not trusted.
 *
 * @param sink name of the sink
 * @param alertId of the alert
 * @param decidedAt of the delivery, milliseconds since 1970
 * @param reason why, a few words without secrets
 * @param response the beginning of the receiver's answer, at most {@value #MOST_RESPONSE}
 *     characters; null where there was none
 * @param body what was sent, in the sink's format
 */
public record DeadDelivery(
        String sink,
        String alertId,
        long decidedAt,
        String reason,
        @Nullable String response,
        String body)
        implements Serializable {
    /** Characters of the answer that are kept. */
    public static final int MOST_RESPONSE = 2048;

    public DeadDelivery {
        if (response != null && response.length() > MOST_RESPONSE) {
            response = response.substring(0, MOST_RESPONSE);
        }
    }
}
