package io.entracep.decode;

import io.entracep.decode.Decoded.Reason;

/**
 * Why reading stopped.
 *
 * @param reason kind of trouble
 * @param detail what exactly
 * @param at where to go on: the start of the record that failed, or the end of the last one before
 */
record Failure(Reason reason, String detail, int at) {}
