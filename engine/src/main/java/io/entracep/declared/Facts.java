package io.entracep.declared;

import io.entracep.detection.Draft;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Party;
import io.entracep.event.SignIn;
import io.entracep.signal.Observation;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that a reason names: words for what every record tells, else fields of the log. Read
 * off the text once.
 */
final class Facts {
    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9_.-]*)}");

    /** Words that every record may have a value for. */
    private static final Set<String> WORDS =
            Set.of(
                    "actor",
                    "target",
                    "ip",
                    "app",
                    "resource",
                    "device",
                    "country",
                    "city",
                    "role",
                    "activity",
                    "privilege",
                    "client",
                    "result");

    /** What kinds and alerts fill in themselves. */
    private static final Set<String> OTHERS = Set.of("entity", "subject", Draft.COUNT, "graded");

    private final Set<String> words = new LinkedHashSet<>();
    private final Set<String> fields = new LinkedHashSet<>();

    /**
     * @param reason the text
     */
    Facts(String reason) {
        Matcher names = NAME.matcher(reason);
        while (names.find()) {
            String name = names.group(1);
            if (WORDS.contains(name)) {
                words.add(name);
            } else if (!OTHERS.contains(name)) {
                fields.add(name);
            }
        }
    }

    /** All that the record would have to tell. */
    Set<String> all() {
        Set<String> all = new TreeSet<>(words);
        all.addAll(fields);
        return all;
    }

    /** Fields of the log that it names. */
    Set<String> fields() {
        return fields;
    }

    /** Adds what the record tells. */
    void addTo(Draft draft, Observation observation, View view) {
        for (String word : words) {
            draft.value(word, value(word, observation, view));
        }
        for (String field : fields) {
            draft.value(field, observation.event().fields().get(field));
        }
    }

    private static @Nullable String value(String word, Observation observation, View view) {
        EntraEvent event = observation.event();
        Origin origin = event.origin();
        SignIn signIn = event.signIn();
        return switch (word) {
            case "actor" -> Words.actor(observation);
            case "target" -> target(event);
            case "ip" -> origin.ip();
            case "app" -> app(event);
            case "resource" -> signIn == null ? null : signIn.resourceName();
            case "device" -> device(event.device());
            case "country" -> origin.country();
            case "city" -> origin.city();
            case "role" -> Words.role(observation);
            case "activity" -> event.activityName().isEmpty() ? null : event.activityName();
            case "privilege" ->
                    view.privileges().reason(Words.name(observation), observation.time());
            case "client" -> origin.userAgent();
            case "result" -> signIn == null ? null : Integer.toString(signIn.errorCode());
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static @Nullable String target(EntraEvent event) {
        if (event.audit() == null) {
            return null;
        }
        for (Party target : event.audit().targets()) {
            if (target.name() != null || target.id() != null) {
                return target.label();
            }
        }
        return null;
    }

    private static @Nullable String app(EntraEvent event) {
        if (event.signIn() != null) {
            String name = event.signIn().appName();
            return name == null ? event.signIn().appId() : name;
        }
        return event.audit() == null ? null : event.audit().initiatingApp();
    }

    private static @Nullable String device(Device device) {
        return device.name() == null ? device.id() : device.name();
    }
}
