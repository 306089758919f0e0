package io.entracep.generate;

/**
 * A directory account.
 *
 * @param id object id, a GUID in lower case
 * @param displayName name for people
 * @param upn user principal name
 */
public record Account(String id, String displayName, String upn) {

    /** The name that the directory gives an account when it is deleted. */
    String upnWhenDeleted() {
        return id.replace("-", "") + upn;
    }
}
