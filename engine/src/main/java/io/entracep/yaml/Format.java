package io.entracep.yaml;

/** How the text of a single value is read. */
@FunctionalInterface
public interface Format<T> {

    /** The value, normalised: two texts that mean the same give equal values. */
    T read(String text) throws MalformedValue;
}
