/**
 * The job's own metrics: their names, and counters that are looked up once. Those of sinks are with
 * the outbox.
 */
@NullMarked
package io.entracep.metrics;

import org.jspecify.annotations.NullMarked;
