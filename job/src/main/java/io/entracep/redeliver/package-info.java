/**
 * Alerts that a receiver refused, sent again by hand: a file of dead deliveries, the sinks of a
 * configuration, and what still remains. Start at {@link io.entracep.redeliver.Redeliverer}.
 */
@NullMarked
package io.entracep.redeliver;

import org.jspecify.annotations.NullMarked;
