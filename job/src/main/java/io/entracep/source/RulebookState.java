package io.entracep.source;

import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.jspecify.annotations.Nullable;

/**
 * What the one that hands out partitions saves.
 *
 * @param partitions of the Kafka source
 * @param rulebooks what is decided by, as the catalogue's format writes it; null in savepoints from
 *     before edits were taken over
 */
@SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
record RulebookState(KafkaSourceEnumState partitions, byte @Nullable [] rulebooks) {}
