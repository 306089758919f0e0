package io.entracep.generate;

import org.jspecify.annotations.Nullable;

/**
 * One record as it is delivered.
 *
 * @param json one JSON object in UTF-8, without the {@code records} wrapper
 * @param eventTime when it happened, epoch milliseconds
 * @param arrivalTime when it reaches the hub, epoch milliseconds
 * @param category the log, as the vendor spells it
 * @param attack the attack it belongs to, null for normal life
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of these are made; nobody compares them.
public record GeneratedRecord(
        byte[] json,
        long eventTime,
        long arrivalTime,
        String category,
        @Nullable AttackKind attack) {}
