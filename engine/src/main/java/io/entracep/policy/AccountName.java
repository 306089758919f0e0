package io.entracep.policy;

/**
 * How a policy names somebody.
 *
 * @param kind what the text is
 * @param text in lower case
 */
record AccountName(Kind kind, String text) {

    /** What a name is. */
    enum Kind {
        /** Object id or application id. */
        ID,
        /** User principal name: unique in its tenant. */
        UPN,
        /** Display name: anyone who may create an application chooses it. */
        DISPLAY_NAME
    }
}
