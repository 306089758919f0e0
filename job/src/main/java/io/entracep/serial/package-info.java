/**
 * How the hot types cross the network and rest in state: {@link
 * io.entracep.serial.EntitySerializer}, {@link io.entracep.serial.ObservationSerializer} and {@link
 * io.entracep.serial.DecodedSerializer}. Start at {@link io.entracep.serial.EntraTypes}.
 *
 * <p>The format: a version byte, then blocks, one per record type. A block is a set of bits that
 * says which optional components follow ({@link io.entracep.serial.Presence}), then the components.
 * Numbers are variable in length, enumerations are their {@code number()}, maps are sorted: equal
 * values give equal bytes.
 *
 * <p>To append a component to a record: give it the next free bit of its block, write it last when
 * it is present, read null (false, zero) where the bit is clear, and raise the block's number of
 * known bits. Bytes written before stay readable and the version stays. To change anything else,
 * raise the version and keep reading the old one. Bits and components are never reused or
 * reordered; tests read the bytes of every version.
 */
@NullMarked
package io.entracep.serial;

import org.jspecify.annotations.NullMarked;
