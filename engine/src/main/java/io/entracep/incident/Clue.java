package io.entracep.incident;

/**
 * What an alert may share with others.
 *
 * @param kind what it is
 * @param value within tenant and kind
 */
record Clue(LinkKind kind, String value) implements Comparable<Clue> {
    @Override
    public int compareTo(Clue other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : value.compareTo(other.value);
    }
}
