package io.entracep.outbox;

import io.entracep.alert.Alert;
import java.io.Serializable;

/** Makes the body of a message: one delivery of an alert in a receiver's format. */
@FunctionalInterface
public interface AlertBody extends Serializable {
    /** The body; a function of the alert. */
    byte[] of(Alert alert);
}
