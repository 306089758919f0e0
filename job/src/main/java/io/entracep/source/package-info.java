/**
 * Where records come in: Kafka or Event Hubs, and files. Bytes become {@link
 * io.entracep.decode.Decoded} here and get their event time and watermarks; what the records mean
 * is for later steps. Start at {@link io.entracep.source.KafkaSourceFactory} and {@link
 * io.entracep.source.FileSourceFactory}.
 */
@NullMarked
package io.entracep.source;

import org.jspecify.annotations.NullMarked;
