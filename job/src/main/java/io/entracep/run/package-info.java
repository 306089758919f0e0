/**
 * The live job: its configuration, and the graph between Kafka or Event Hubs and the configured
 * sinks. Start at {@link io.entracep.run.RunConfigReader} and {@link io.entracep.run.LiveJob}.
 */
@NullMarked
package io.entracep.run;

import org.jspecify.annotations.NullMarked;
