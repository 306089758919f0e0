package io.entracep.declared;

import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.EntraEvent;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Web addresses that a change gave to an application: those that it has now and had not before, but
 * for those of the own machine. A selection cannot ask each of several values, and not which of
 * them are new.
 *
 * <p>Values of records are cut at some thousand characters, so texts are searched and not parsed.
 *
 * @param urls as written
 */
record AddedUrls(Set<String> urls) {
    private static final Pattern URL =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9.+-]*:(?://|\\\\/\\\\/)[^\\s\",\\]}]+");

    private static final Pattern LOCAL =
            Pattern.compile(
                    "https?://(localhost|127\\.0\\.0\\.1|\\[::1])([:/?#].*)?",
                    Pattern.CASE_INSENSITIVE);

    /** Not encrypted, a wildcard, an IP address, or a name that anybody can rent or take over. */
    private static final Pattern OF_ANYBODY =
            Pattern.compile(
                    "http://.*|[a-z.+-]+://([^/?#]*\\*.*"
                            + "|([^/?#]*@)?([0-9.]+|\\[[0-9a-f:.]+])([:/?#].*)?"
                            + "|([^/?#]*[.@])?(azurewebsites\\.net|azureedge\\.net"
                            + "|cloudapp\\.(net|azure\\.com)|trafficmanager\\.net"
                            + "|(blob|web)\\.core\\.windows\\.net|azurestaticapps\\.net"
                            + "|herokuapp\\.com|ngrok\\.io|ngrok-free\\.app|ngrok\\.app"
                            + "|trycloudflare\\.com|pages\\.dev|workers\\.dev|vercel\\.app"
                            + "|netlify\\.app|web\\.app|github\\.io|duckdns\\.org)([:/?#].*)?)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern HOST =
            Pattern.compile("https?://(?:[^/?#@]*@)?([^/?#:@]+).*", Pattern.CASE_INSENSITIVE);

    AddedUrls {
        urls = Set.copyOf(urls);
    }

    /** Those of the record; none where it changes no application. */
    static AddedUrls of(EntraEvent event) {
        Audit audit = event.audit();
        Set<String> before = new LinkedHashSet<>();
        Set<String> after = new LinkedHashSet<>();
        for (Change change : audit == null ? Set.<Change>of() : audit.changes()) {
            if (isOfUrls(change.name().toLowerCase(Locale.ROOT))) {
                addTo(before, change.oldValue());
                addTo(after, change.newValue());
            }
        }
        after.removeAll(before);
        return new AddedUrls(after);
    }

    boolean isEmpty() {
        return urls.isEmpty();
    }

    /** Whether a host of an address of the web is so. */
    boolean anyHost(Predicate<String> test) {
        return urls.stream()
                .map(HOST::matcher)
                .filter(Matcher::matches)
                .anyMatch(host -> test.test(host.group(1).toLowerCase(Locale.ROOT)));
    }

    boolean anyOfAnybody() {
        return urls.stream().anyMatch(url -> OF_ANYBODY.matcher(url).matches());
    }

    private static boolean isOfUrls(String property) {
        return property.equals("appaddress") || property.contains("url");
    }

    private static void addTo(Set<String> urls, @Nullable String text) {
        Matcher found = text == null ? null : URL.matcher(text);
        while (found != null && found.find()) {
            String url = found.group().replace("\\/", "/");
            if (!LOCAL.matcher(url).matches()) {
                urls.add(url);
            }
        }
    }
}
