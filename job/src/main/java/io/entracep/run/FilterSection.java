package io.entracep.run;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Severity;
import io.entracep.output.AlertFilter;
import io.entracep.rule.RuleTexts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads {@code filter} of a sink: which alerts it gets. */
final class FilterSection {
    private static final String SEVERITY = "one of informational, low, medium, high, critical";
    private static final String GUID =
            "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    private final ConfigTree tree;
    private final ConfigValues values;

    FilterSection(ConfigValues values) {
        this.values = values;
        this.tree = values.tree();
    }

    AlertFilter read(String path) {
        // What cannot be read is told where the rules are.
        Catalogue catalogue =
                Catalogue.load(RuleTexts.readAll(values.paths("rules"), new ArrayList<>()));
        return new AlertFilter(
                severities(path),
                list(
                        path + ".detections",
                        id -> catalogue.entry(id) != null,
                        "a detection that exists; `entra-cep detections` lists them"),
                list(path + ".tenants", id -> id.matches(GUID), "the id of a tenant (a GUID)"));
    }

    private Set<Severity> severities(String path) {
        String minimum = tree.text(path + ".minimum-severity");
        Set<String> named = list(path + ".severities", text -> label(text) != null, SEVERITY);
        if (minimum != null && !named.isEmpty()) {
            tree.problem(path + ".minimum-severity", "left out, or severities: give one of them");
        }
        EnumSet<Severity> severities = EnumSet.noneOf(Severity.class);
        for (String text : named) {
            Severity severity = label(text);
            if (severity != null) {
                severities.add(severity);
            }
        }
        if (minimum != null) {
            Severity least = label(minimum);
            if (least == null) {
                tree.problem(path + ".minimum-severity", SEVERITY);
            } else if (least != Severity.INFORMATIONAL) {
                severities.addAll(EnumSet.range(least, Severity.CRITICAL));
            }
        }
        return severities;
    }

    private Set<String> list(String path, Predicate<String> right, String expected) {
        List<String> texts = tree.texts(path);
        for (int i = 0; i < texts.size(); i++) {
            if (!right.test(texts.get(i))) {
                tree.problem(tree.has(path + "[0]") ? path + "[" + i + "]" : path, expected);
            }
        }
        return new HashSet<>(texts);
    }

    private static @Nullable Severity label(String text) {
        for (Severity severity : Severity.values()) {
            if (severity.label().equals(text)) {
                return severity;
            }
        }
        return null;
    }
}
