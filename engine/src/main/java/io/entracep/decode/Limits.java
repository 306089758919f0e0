package io.entracep.decode;

/**
 * What a record may cost. A record beyond a limit is a dead letter with reason {@link
 * Decoded.Reason#LIMIT_EXCEEDED}; its siblings are not affected.
 *
 * @param nestingDepth objects and arrays inside each other, at least 8
 * @param stringLength characters of one text that is kept, at least 1024
 */
public record Limits(int nestingDepth, int stringLength) {

    /** 100 levels, 1 048 576 characters: one Event Hubs message is at most 1 MiB. */
    public static final Limits DEFAULT = new Limits(100, 1 << 20);

    public Limits {
        if (nestingDepth < 8 || stringLength < 1024) {
            throw new IllegalArgumentException(
                    "nestingDepth is %d, must be at least 8; stringLength is %d, must be at least 1024"
                            .formatted(nestingDepth, stringLength));
        }
    }
}
