package io.entracep.incident;

/** By what two alerts are joined, the surest first. */
public enum LinkKind {
    /** One alert is made of the other, or both of a third. */
    CONTAINMENT("one is part of the other"),
    /** The same record is evidence of both. */
    RECORD("the same record"),
    /** The same account: whom they are about, or who acted. */
    PERSON("the same account"),
    /** The same application, group, client or policy: what they are about. */
    OBJECT("the same object"),
    /** The same address. */
    ADDRESS("the same address"),
    /** The same device id. */
    DEVICE("the same device");

    private final String words;

    LinkKind(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
