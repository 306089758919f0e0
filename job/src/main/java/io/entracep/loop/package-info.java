/**
 * Insert, judge, say what changed: the one loop that both stages run. {@link io.entracep.loop.Loop}
 * is the algorithm, {@link io.entracep.loop.LoopOperator} the operator around it. Neither knows any
 * kind of detection.
 */
@NullMarked
package io.entracep.loop;

import org.jspecify.annotations.NullMarked;
