package io.entracep.rule;

import io.entracep.rule.RuleRemark.Kind;
import io.entracep.yaml.Problems;
import io.entracep.yaml.Spelling;
import io.entracep.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one document: a rule, a correlation or a filter. */
final class RuleDocument {

    private static final List<String> KNOWN =
            List.of(
                    "title",
                    "id",
                    "related",
                    "name",
                    "taxonomy",
                    "status",
                    "description",
                    "license",
                    "author",
                    "references",
                    "date",
                    "modified",
                    "logsource",
                    "detection",
                    "fields",
                    "falsepositives",
                    "level",
                    "tags",
                    "scope",
                    "correlation",
                    "generate",
                    "filter",
                    "alert",
                    "baseline",
                    "trend",
                    "absence",
                    "tests");
    private static final List<String> STATUS =
            List.of("stable", "test", "experimental", "deprecated", "unsupported");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String file;
    private final Problems problems;
    private final Consumer<RuleRemark> remarks;
    private final AlertReader alerts;

    RuleDocument(String file, Problems problems, Consumer<RuleRemark> remarks) {
        this.file = file;
        this.problems = problems;
        this.remarks = remarks;
        this.alerts = new AlertReader(problems);
    }

    /** The document; null where it is none, which is reported. */
    @Nullable Rule read(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping)) {
            problems.add(root, "a Sigma rule: a mapping with title, logsource and detection");
            return null;
        }
        SectionReader document = SectionReader.open(problems, root);
        RuleHead head = head(document);
        tellUnknownKeys(document, head);
        if (document.has("action")) {
            document.problem("action", "left out: global documents are no longer Sigma");
        }
        if (document.has("correlation")) {
            return new CorrelationReader(problems, alerts).read(head, document);
        }
        return document.has("filter") ? filter(head, document) : rule(head, document);
    }

    private RuleHead head(SectionReader document) {
        String title = document.required("title", Formats::title, "what it detects, in a line");
        String id = document.one("id", Formats::id);
        String name = document.one("name", Formats::name);
        String status =
                document.one(
                        "status",
                        text ->
                                Formats.word(
                                        text,
                                        word ->
                                                STATUS.contains(word)
                                                        ? Optional.of(word)
                                                        : Optional.empty(),
                                        STATUS));
        if ("unsupported".equals(status)) {
            document.problem(
                    "status", "another one: its author says that the rule cannot be used as it is");
        }
        String key = name != null ? name : id != null ? id : slug(title);
        RuleHead head =
                new RuleHead(
                        file,
                        document.line(),
                        key,
                        title == null ? "" : title,
                        id,
                        name,
                        status,
                        String.join(" ", document.texts("description")),
                        String.join(", ", document.texts("author")),
                        document.texts("date").stream().findFirst().orElse(null),
                        document.texts("modified").stream().findFirst().orElse(null),
                        document.texts("references"),
                        document.texts("tags"),
                        document.texts("falsepositives"));
        if (id != null && !UUID.matcher(id).matches()) {
            remark(document.get("id"), head, "id is no UUID; it works all the same");
        }
        if ("deprecated".equals(status)) {
            remark(document.get("status"), head, "the rule is deprecated; it works all the same");
        }
        return head;
    }

    private static String slug(@Nullable String title) {
        String slug =
                title == null
                        ? ""
                        : title.toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-")
                                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "untitled" : slug;
    }

    private void tellUnknownKeys(SectionReader document, RuleHead head) {
        document.fields()
                .forEach(
                        (key, node) -> {
                            if (!KNOWN.contains(key)) {
                                String meant =
                                        Spelling.nearest(key, KNOWN)
                                                .map(near -> "; did you mean " + near + "?")
                                                .orElse("");
                                remark(node, head, key + " is not known here" + meant);
                            }
                        });
    }

    private void remark(@Nullable YamlNode node, RuleHead head, String text) {
        remarks.accept(
                new RuleRemark(
                        file,
                        node == null ? head.line() : node.line(),
                        head.key(),
                        Kind.IGNORED,
                        text));
    }

    private @Nullable Rule rule(RuleHead head, SectionReader document) {
        LogSource source = logSource(document);
        Detection detection = detection(document, "detection", head);
        Level level = document.one("level", Formats::level, Level.MEDIUM);
        BaselineSection baseline = alerts.baseline(document.get("baseline"));
        TrendSection trend = alerts.trend(document.get("trend"));
        AbsenceSection absence = alerts.absence(document.get("absence"));
        if ((baseline == null ? 0 : 1) + (trend == null ? 0 : 1) + (absence == null ? 0 : 1) > 1) {
            document.problem(
                    baseline == null ? "trend" : "baseline",
                    "alone: a rule has one of baseline, trend and absence");
        }
        AlertSection alert = alerts.alert(document.get("alert"));
        List<RuleTest> tests = alerts.tests(document);
        if (source == null || detection == null) {
            return null;
        }
        return new SigmaRule(
                head,
                level,
                source,
                detection,
                document.texts("fields"),
                baseline,
                trend,
                absence,
                alert,
                tests);
    }

    private @Nullable Rule filter(RuleHead head, SectionReader document) {
        LogSource source = logSource(document);
        YamlNode node = document.get("filter");
        if (node == null || source == null) {
            return null;
        }
        SectionReader filter = SectionReader.open(problems, node);
        List<String> rules = filter.list("rules", Formats::text);
        boolean any = rules.stream().anyMatch("any"::equalsIgnoreCase);
        if (rules.isEmpty()) {
            filter.problem("rules", "given: any, or a list of the rules that are filtered");
        }
        Detection detection = detection(document, "filter", head);
        return detection == null
                ? null
                : new FilterRule(head, source, any, any ? List.of() : rules, leftOut(detection));
    }

    /**
     * Some tools ask a filter for what remains: {@code not selection}. Here that is what is left
     * out.
     */
    private static Detection leftOut(Detection detection) {
        return new Detection(
                detection.selections(),
                detection.conditions().stream().map(RuleDocument::leftOut).toList());
    }

    private static ConditionExpression leftOut(ConditionExpression condition) {
        return isNegative(condition) ? condition.negated() : condition;
    }

    private static boolean isNegative(ConditionExpression condition) {
        if (condition instanceof ConditionExpression.And and) {
            return and.parts().stream().allMatch(RuleDocument::isNegative);
        }
        if (condition instanceof ConditionExpression.Or or) {
            return or.parts().stream().allMatch(RuleDocument::isNegative);
        }
        return condition instanceof ConditionExpression.Not;
    }

    private @Nullable LogSource logSource(SectionReader document) {
        YamlNode node = document.get("logsource");
        if (node == null) {
            document.problem("logsource", "given: such as {product: azure, service: signinlogs}");
            return null;
        }
        if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
            problems.add(node, "a mapping such as {product: azure, service: signinlogs}");
            return null;
        }
        SectionReader source = SectionReader.open(problems, node);
        return new LogSource(
                node.line(),
                source.one("product", Formats::text),
                source.one("service", Formats::text),
                source.one("category", Formats::text),
                source.texts("definition").stream().findFirst().orElse(null));
    }

    private @Nullable Detection detection(SectionReader document, String key, RuleHead head) {
        return new DetectionReader(
                        problems,
                        (name, node) -> remark(node, head, "no condition asks for " + name))
                .read(document, key);
    }
}
