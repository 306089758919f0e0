/**
 * How what leaves the job is written: JSON in a fixed order, text that is safe on a terminal, and
 * the sinks for people, files and Kafka. Start at {@link io.entracep.output.AlertJson}.
 */
@NullMarked
package io.entracep.output;

import org.jspecify.annotations.NullMarked;
