package io.entracep.generate;

import org.jspecify.annotations.Nullable;

/**
 * What a person signs in with.
 *
 * @param deviceId object id of the device, empty when it presents no device claim
 * @param name display name, null when unregistered
 * @param trustType as the vendor writes it, null when unregistered
 * @param managed whether the device is managed and compliant; the log leaves both out when not
 */
record Machine(
        String deviceId,
        @Nullable String name,
        String operatingSystem,
        String browser,
        String userAgent,
        @Nullable String trustType,
        boolean managed) {

    private static final String EDGE =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/144.0.0.0 Safari/537.36 Edg/144.0.0.0";

    static Machine laptop(String deviceId, String name) {
        return new Machine(
                deviceId, name, "Windows10", "Edge 144.0.0", EDGE, "Azure AD joined", true);
    }

    static Machine macBook(String deviceId, String name) {
        return new Machine(
                deviceId,
                name,
                "MacOs",
                "Safari 18.3",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
                        + " Gecko) Version/18.3 Safari/605.1.15",
                "Azure AD registered",
                true);
    }

    static Machine phone(String deviceId, String name) {
        return new Machine(
                deviceId,
                name,
                "Ios 18.3",
                "Mobile Safari",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Mobile/15E148",
                "Azure AD registered",
                true);
    }

    /** A mail program of a telephone that nobody registered. */
    static Machine unregisteredPhone() {
        Machine phone = phone("", "");
        return new Machine(
                "", null, phone.operatingSystem, phone.browser, phone.userAgent, null, false);
    }

    /** A browser without any device claim. */
    static Machine unknownWindows() {
        return new Machine("", null, "Windows10", "Chrome 144.0.0", EDGE, null, false);
    }

    /** The browser of the company, without any device claim. */
    static Machine usualBrowser() {
        Machine laptop = laptop("", "");
        return new Machine(
                "", null, laptop.operatingSystem, laptop.browser, laptop.userAgent, null, false);
    }

    static Machine unknownLinux() {
        return new Machine(
                "",
                null,
                "Linux",
                "Firefox 128.0",
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                null,
                false);
    }

    /** A program rather than a browser. */
    static Machine script(String userAgent) {
        return new Machine("", null, "", "", userAgent, null, false);
    }
}
