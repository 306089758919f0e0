package io.entracep.state;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.HashIterator;
import org.apache.datasketches.theta.Sketches;
import org.apache.datasketches.theta.UpdateSketch;
import org.jspecify.annotations.Nullable;

/**
 * When something was seen, by quarter of an hour: a total ({@link Totals}) whose events are the
 * quarters of a day of UTC. So it is a set like every other state: duplicates and order do not
 * matter, and a day has one entry however much was seen.
 *
 * <p>A <em>slot</em> is a quarter's number since the epoch.
 */
public final class Presence {
    /** Length of a slot. */
    public static final long SLOT_MILLIS = Duration.ofMinutes(15).toMillis();

    /** Slots of a day. */
    public static final int SLOTS_PER_DAY = 96;

    private static final int HOURS_PER_DAY = 24;
    private static final byte[][] SKETCHES = new byte[SLOTS_PER_DAY][];
    private static final Map<Long, Integer> SLOTS_BY_HASH = new HashMap<>();

    static {
        for (int slot = 0; slot < SLOTS_PER_DAY; slot++) {
            UpdateSketch sketch = Totals.counter();
            sketch.update((long) slot);
            SKETCHES[slot] = Totals.toBytes(sketch);
            HashIterator hashes = sketch.iterator();
            hashes.next();
            SLOTS_BY_HASH.put(hashes.get(), slot);
        }
    }

    private Presence() {}

    /** Slot of a time in milliseconds. */
    public static long slot(long time) {
        return Math.floorDiv(time, SLOT_MILLIS);
    }

    /** Day of a slot, since the epoch. */
    public static long day(long slot) {
        return Math.floorDiv(slot, SLOTS_PER_DAY);
    }

    /** The hour that the total of a slot is stored under: the first of its day. */
    public static long hour(long slot) {
        return day(slot) * HOURS_PER_DAY;
    }

    /** The total of one slot. Not to be changed. */
    public static byte[] sketch(long slot) {
        return SKETCHES[Math.floorMod(slot, SLOTS_PER_DAY)];
    }

    /** The slots of a day that a total has, counted from the day's first. */
    static BitSet slots(byte @Nullable [] total) {
        BitSet slots = new BitSet(SLOTS_PER_DAY);
        if (total != null) {
            HashIterator hashes = Sketches.heapifySketch(Memory.wrap(total)).iterator();
            while (hashes.next()) {
                Integer slot = SLOTS_BY_HASH.get(hashes.get());
                if (slot != null) {
                    slots.set(slot);
                }
            }
        }
        return slots;
    }
}
