package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A kind of record: turns a line with short keys into the vendor's JSON. */
interface Template {

    /** The key by which a line chooses it. */
    String key();

    /** The key that names the account which {@code users} numbers. */
    default String accountKey() {
        return key();
    }

    /** The record, without its tenant. Asks the line for every key that it knows. */
    ObjectNode render(Section line, Occurrence occurrence);
}
