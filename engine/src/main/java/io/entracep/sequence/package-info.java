/**
 * Matches sequences, Flink CEP patterns, backwards from their end with flink-cep's own NFA. The
 * only package that knows the NFA's classes, which are internal to Flink. Start at {@link
 * io.entracep.sequence.NfaSequenceMatcherFactory}; how a pattern is turned round is in {@code
 * PatternReverser}, what may be written in {@code Admission}.
 */
@NullMarked
package io.entracep.sequence;

import org.jspecify.annotations.NullMarked;
