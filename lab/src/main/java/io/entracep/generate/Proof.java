package io.entracep.generate;

/** What the person showed in a sign-in. */
enum Proof {
    /** A password only. */
    PASSWORD,
    /** A password and a confirmed prompt. */
    PASSWORD_AND_MFA,
    /** Both factors by an earlier sign-in's token. */
    EARLIER_CLAIM,
    /** A refresh token: nobody was asked. */
    REFRESH
}
