package io.entracep.policy;

/** A value is not what its key needs. The message ends a sentence that begins with "must be". */
final class MalformedValue extends Exception {

    MalformedValue(String expected) {
        super(expected);
    }

    String expected() {
        return String.valueOf(getMessage());
    }
}
