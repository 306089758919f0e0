/**
 * History through the very same job: a Flink inside this process reads files, and what leaves the
 * graph becomes the final set of alerts in a folder. Start at {@link io.entracep.replay.Replay}.
 */
@NullMarked
package io.entracep.replay;

import org.jspecify.annotations.NullMarked;
