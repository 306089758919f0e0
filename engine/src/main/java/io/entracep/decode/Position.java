package io.entracep.decode;

/**
 * Where bytes came from.
 *
 * @param source file, or topic and partition ({@code insights-logs-auditlogs-3})
 * @param offset byte offset in the file, or offset in the partition
 * @param time when the broker took the message, milliseconds; 0 for files
 * @param dates which number of a date with slashes is the month
 */
public record Position(String source, long offset, long time, DateOrder dates) {

    /** Bytes in which months come first, as the services write them. */
    public Position(String source, long offset, long time) {
        this(source, offset, time, DateOrder.MONTH_FIRST);
    }
}
