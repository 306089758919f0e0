package io.entracep.event;

import org.jspecify.annotations.Nullable;

/**
 * The device of a sign-in, as the device claim of the token tells.
 *
 * @param id device id in lower case, null when no claim was presented (which does not mean that the
 *     device is known)
 * @param name display name, null where absent
 * @param operatingSystem as logged, null where absent
 * @param browser as logged, with version, null where absent
 * @param trustType {@code Azure AD joined} and so on, null where absent
 * @param compliant true only where the record says so; a missing value is false
 * @param managed true only where the record says so
 */
public record Device(
        @Nullable String id,
        @Nullable String name,
        @Nullable String operatingSystem,
        @Nullable String browser,
        @Nullable String trustType,
        boolean compliant,
        boolean managed) {

    /** Nothing known. */
    public static final Device NONE = new Device(null, null, null, null, null, false, false);
}
