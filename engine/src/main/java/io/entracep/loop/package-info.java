/**
 * Insert, judge, say what changed: the one loop that both stages run. It knows neither Flink nor
 * any kind of detection.
 */
@NullMarked
package io.entracep.loop;

import org.jspecify.annotations.NullMarked;
