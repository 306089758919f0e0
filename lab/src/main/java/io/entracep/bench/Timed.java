package io.entracep.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a run took.
 *
 * @param records how many
 * @param wallSeconds by the clock
 * @param cpuSeconds of all threads of the process, collection of garbage and compilation too
 */
record Timed(long records, double wallSeconds, double cpuSeconds) {

    /** Work whose time is taken. */
    @FunctionalInterface
    interface Work {
        /** Returns the number of records. */
        long run() throws Exception;
    }

    static Timed of(Work work) throws Exception {
        System.gc();
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        long records = work.run();
        return new Timed(
                records,
                (System.nanoTime() - start) / 1e9,
                (system.getProcessCpuTime() - cpu) / 1e9);
    }

    double recordsPerSecond() {
        return records / wallSeconds;
    }

    double cpuMicrosPerRecord() {
        return cpuSeconds * 1e6 / records;
    }
}
