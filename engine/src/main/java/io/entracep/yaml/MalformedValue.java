package io.entracep.yaml;

/** A value is not what its key needs. The message ends a sentence that begins with "must be". */
public final class MalformedValue extends Exception {

    public MalformedValue(String expected) {
        super(expected);
    }

    /** What would be right, as the end of a sentence that begins with "must be". */
    public String expected() {
        return String.valueOf(getMessage());
    }
}
