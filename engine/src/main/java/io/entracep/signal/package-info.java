/**
 * What one record alone decides: named facts ({@link io.entracep.signal.Signal}) and the entities
 * it concerns ({@link io.entracep.signal.Observation}). Facts that need memory or policy are not
 * here; they are derived when judged.
 */
@NullMarked
package io.entracep.signal;

import org.jspecify.annotations.NullMarked;
