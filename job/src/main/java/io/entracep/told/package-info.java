/**
 * What a receiver was told: one keyed operator for each sink filters, guards against storms, and
 * writes what it tells to a log before it leaves. After a restore the log is what is known of the
 * time between the checkpoint and the crash.
 */
@NullMarked
package io.entracep.told;

import org.jspecify.annotations.NullMarked;
