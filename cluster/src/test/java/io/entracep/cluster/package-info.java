/**
 * The jar for a Flink cluster, and a cluster of real processes to run it on. Start at {@link
 * io.entracep.cluster.ClusterKillIT}.
 */
@NullMarked
package io.entracep.cluster;

import org.jspecify.annotations.NullMarked;
