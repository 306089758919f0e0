/**
 * A real Kafka broker inside this process, for the demo, the measurements and the tests. Not part
 * of a live deployment. Start at {@link io.entracep.broker.EmbeddedBroker}.
 */
@NullMarked
package io.entracep.broker;

import org.jspecify.annotations.NullMarked;
