package io.entracep.generate;

/** Whom the main alert of an attack is about; the components are those of {@link Attack}. */
record Culprit(Attack.About about, String id, String name) {

    static Culprit user(Account account) {
        return new Culprit(Attack.About.USER, account.id(), account.upn());
    }
}
