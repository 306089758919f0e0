/**
 * Bytes to events. Everything readable leaves as a {@link io.entracep.decode.Decoded.Event},
 * everything else as a {@link io.entracep.decode.Decoded.DeadLetter}; nothing is thrown, nothing is
 * lost. Start at {@code RecordDecoder}.
 */
@NullMarked
package io.entracep.decode;

import org.jspecify.annotations.NullMarked;
