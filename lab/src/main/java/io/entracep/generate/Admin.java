package io.entracep.generate;

/**
 * An administrative account, apart from its owner's everyday one.
 *
 * @param owner the employee behind it
 * @param paw the privileged access workstation, the only device it should be used on
 * @param role the role it is eligible for and activates in its daily work
 */
record Admin(Account account, Person owner, Machine paw, DirectoryRole role) {

    /** Administrators work from the office of their owner. */
    Origin desk() {
        return owner.office().egress(owner.number());
    }
}
