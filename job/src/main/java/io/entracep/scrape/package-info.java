/**
 * Shows metrics to Prometheus where the job runs in one process. Flink's own reporter listens at
 * every address of a machine; this one only where it is told to. On a cluster Flink's is used.
 */
@NullMarked
package io.entracep.scrape;

import org.jspecify.annotations.NullMarked;
