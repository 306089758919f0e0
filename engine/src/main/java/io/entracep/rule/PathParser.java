package io.entracep.rule;

import io.entracep.rule.FieldPath.Ending;
import io.entracep.rule.FieldPath.Scope;
import io.entracep.rule.FieldPath.Selector;
import io.entracep.rule.FieldPath.Step;
import io.entracep.yaml.MalformedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a path: {@code properties.a.b|B[key=value]."name.with.dots"}, with {@code []} where arrays
 * stand, which says nothing new, and {@code :scalar}, {@code :network} or {@code :id} at the end.
 */
final class PathParser {

    private static final String PROPERTIES = "properties";

    private final String text;
    private int at;

    private PathParser(String text) {
        this.text = text;
    }

    static FieldPath parse(String written) throws MalformedValue {
        Ending ending = ending(written);
        String text = written.substring(0, written.length() - ending.suffix().length());
        List<Step> steps = new PathParser(text).steps();
        boolean inside =
                steps.size() > 1
                        && steps.get(0).selector() == null
                        && steps.get(0).names().equals(List.of(PROPERTIES));
        return inside
                ? new FieldPath(Scope.PROPERTIES, steps.subList(1, steps.size()), ending)
                : new FieldPath(Scope.RECORD, steps, ending);
    }

    private static Ending ending(String written) {
        for (Ending ending : Ending.values()) {
            if (ending != Ending.ALL && written.endsWith(ending.suffix())) {
                return ending;
            }
        }
        return Ending.ALL;
    }

    private List<Step> steps() throws MalformedValue {
        List<Step> steps = new ArrayList<>();
        do {
            steps.add(step());
        } while (take('.'));
        if (at < text.length()) {
            throw malformed();
        }
        return steps;
    }

    private Step step() throws MalformedValue {
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (take('|'));
        Selector selector = null;
        while (take('[')) {
            Selector next = selector();
            selector = next == null ? selector : next;
        }
        return new Step(names, selector);
    }

    private String name() throws MalformedValue {
        String name;
        if (take('"')) {
            name = until('"');
        } else {
            int start = at;
            while (at < text.length() && ".[|".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            name = text.substring(start, at);
        }
        if (name.isBlank()) {
            throw malformed();
        }
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private @Nullable Selector selector() throws MalformedValue {
        String inside = until(']');
        if (inside.isEmpty() || inside.equals("*")) {
            return null;
        }
        int equals = inside.indexOf('=');
        if (equals < 1) {
            throw malformed();
        }
        return new Selector(
                inside.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                inside.substring(equals + 1).strip());
    }

    private String until(char end) throws MalformedValue {
        int close = text.indexOf(end, at);
        if (close < 0) {
            throw malformed();
        }
        String inside = text.substring(at, close);
        at = close + 1;
        return inside;
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private static MalformedValue malformed() {
        return new MalformedValue(
                "a field name or a path such as properties.deviceDetail.browser or"
                        + " targetResources[].modifiedProperties[displayName=UserType].newValue");
    }
}
