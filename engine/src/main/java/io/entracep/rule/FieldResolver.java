package io.entracep.rule;

import io.entracep.rule.FieldPath.Scope;
import io.entracep.rule.FieldPath.Step;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds what the field names of a rule mean in its logs. */
final class FieldResolver {

    /** What other tools put before the names of these logs. */
    private static final Pattern PREFIX =
            Pattern.compile(
                    "(?i)^(azure\\.)?(auditlogs|signinlogs|activitylogs|identity_protection)\\.");

    private final List<Log> logs;
    private final FieldPaths paths;

    FieldResolver(List<Log> logs, FieldPaths paths) {
        this.logs = logs;
        this.paths = paths;
    }

    /**
     * A name, found.
     *
     * @param field its paths
     * @param mapped whether it stands elsewhere than its name says
     * @param documented whether a record is known to have exactly this
     * @param reason why no record has it, empty where one may
     */
    record Found(RuleField field, boolean mapped, boolean documented, String reason) {

        /** Where it stands, for people. */
        String where(FieldPaths paths) {
            return String.join(
                    ", ", field.paths().stream().map(path -> paths.path(path).written()).toList());
        }
    }

    /** What a name means. */
    Found find(String name) throws MalformedValue {
        String plain = PREFIX.matcher(name).replaceFirst("");
        Set<FieldPath> found = new LinkedHashSet<>();
        boolean mapped = false;
        for (Log log : logs) {
            List<FieldPath> named = named(log, plain);
            found.addAll(named);
            mapped |= !named.isEmpty();
        }
        FieldPath written = PathParser.parse(plain);
        if (found.isEmpty()) {
            for (Log log : logs) {
                documented(log, written).ifPresent(found::add);
            }
        }
        if (!found.isEmpty()) {
            boolean elsewhere = mapped && found.stream().noneMatch(path -> isSame(path, written));
            return new Found(field(name, found, true), elsewhere, true, "");
        }
        boolean likely = written.scope() == Scope.PROPERTIES || beginsKnown(written);
        return new Found(
                field(name, Set.of(either(written)), likely),
                false,
                false,
                likely ? "" : unknown(name));
    }

    private RuleField field(String name, Set<FieldPath> found, boolean known) {
        boolean activity =
                logs.stream().anyMatch(log -> found.stream().anyMatch(log.activity()::contains));
        boolean selects =
                found.stream()
                        .flatMap(path -> path.steps().stream())
                        .anyMatch(step -> step.selector() != null);
        return new RuleField(
                name, found.stream().map(paths::number).toList(), activity, known, selects);
    }

    private static List<FieldPath> named(Log log, String name) {
        List<FieldPath> exact = log.names().get(Log.canonical(name));
        if (exact != null) {
            return exact;
        }
        String canonical = Log.canonical(name);
        if (canonical.startsWith("properties.") && documentedIn(log, name).isEmpty()) {
            return log.names().getOrDefault(canonical.substring("properties.".length()), List.of());
        }
        return List.of();
    }

    private static Optional<FieldPath> documentedIn(Log log, String name) {
        try {
            return documented(log, PathParser.parse(name));
        } catch (MalformedValue e) {
            return Optional.empty();
        }
    }

    /** The path in the log's own spelling, with the selectors of the rule. */
    private static Optional<FieldPath> documented(Log log, FieldPath written) {
        FieldPath outer = null;
        FieldPath inner = null;
        for (Log.KnownPath known : log.paths()) {
            if (known.isOnWay(written.steps())) {
                FieldPath path = spelled(known.path(), written);
                if (known.path().scope() == Scope.PROPERTIES) {
                    inner = inner == null ? path : inner;
                } else if (written.scope() == Scope.RECORD) {
                    outer = outer == null ? path : outer;
                }
            }
        }
        if (inner != null && outer != null) {
            return Optional.of(new FieldPath(Scope.EITHER, inner.steps(), written.ending()));
        }
        return Optional.ofNullable(inner != null ? inner : outer);
    }

    private static FieldPath spelled(FieldPath known, FieldPath written) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < written.steps().size(); i++) {
            Step own = written.steps().get(i);
            steps.add(
                    i < known.steps().size()
                            ? new Step(known.steps().get(i).names(), own.selector())
                            : own);
        }
        return new FieldPath(known.scope(), steps, written.ending());
    }

    private boolean beginsKnown(FieldPath written) {
        return written.steps().size() > 1
                && logs.stream()
                        .flatMap(log -> log.paths().stream())
                        .anyMatch(known -> known.isOnWay(written.steps().subList(0, 1)));
    }

    private static FieldPath either(FieldPath written) {
        return written.scope() == Scope.PROPERTIES
                ? written
                : new FieldPath(Scope.EITHER, written.steps(), written.ending());
    }

    /** Whether the path is what the name says, but for case and {@code properties}. */
    private static boolean isSame(FieldPath path, FieldPath written) {
        if (path.steps().size() != written.steps().size()) {
            return false;
        }
        for (int i = 0; i < path.steps().size(); i++) {
            List<String> spellings = path.steps().get(i).names();
            if (written.steps().get(i).names().stream().noneMatch(spellings::contains)) {
                return false;
            }
        }
        return true;
    }

    private String unknown(String name) {
        Set<String> words = new TreeSet<>();
        for (Log log : logs) {
            log.names().keySet().forEach(words::add);
            log.paths().forEach(known -> words.add(last(known.path())));
        }
        return "no record of "
                + String.join(", ", logs.stream().map(Log::name).toList())
                + " is known to have a field "
                + name
                + Spelling.nearest(name.toLowerCase(Locale.ROOT), words)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }

    private static String last(FieldPath path) {
        return path.steps().get(path.steps().size() - 1).names().get(0);
    }
}
