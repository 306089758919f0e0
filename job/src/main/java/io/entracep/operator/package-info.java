/** What Flink gives the loop: an operator with state, timers and batches, and its serializers. */
@NullMarked
package io.entracep.operator;

import org.jspecify.annotations.NullMarked;
