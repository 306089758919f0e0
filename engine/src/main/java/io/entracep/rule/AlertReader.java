package io.entracep.rule;

import io.entracep.rule.AlertSection.Grade;
import io.entracep.rule.AlertSection.Outweigher;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads our keys {@code alert}, {@code baseline}, {@code trend}, {@code absence}, {@code tests}.
 */
final class AlertReader {

    private static final List<String> ALERT =
            List.of(
                    "of",
                    "per",
                    "once",
                    "needs",
                    "when",
                    "unless",
                    "except",
                    "raise",
                    "lower",
                    "reason",
                    "misses",
                    "triage",
                    "outweighed-by",
                    "gaps",
                    "differing",
                    "settle",
                    "part-of",
                    "building-block");
    private static final List<String> GRADE = List.of("by", "when", "unless", "because");
    private static final List<String> BASELINE =
            List.of("of", "new", "learned", "memory", "min-days");
    private static final List<String> TREND = List.of("of", "factor", "at-least", "from-zero");
    private static final List<String> ABSENCE =
            List.of("of", "expects", "within", "sharing", "until");

    private final Problems problems;
    private final CircumstanceReader circumstances;

    AlertReader(Problems problems) {
        this.problems = problems;
        this.circumstances = new CircumstanceReader(problems);
    }

    @Nullable AlertSection alert(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        SectionReader section = SectionReader.closed(problems, node, ALERT);
        List<Grade> grades = new ArrayList<>();
        section.items("raise").forEach(item -> grades.add(grade(item, 1)));
        section.items("lower").forEach(item -> grades.add(grade(item, -1)));
        return new AlertSection(
                section.line(),
                section.one("of", Formats::whose),
                section.list("per", Formats::text),
                section.one("once", Formats::duration),
                section.list("needs", Formats::text),
                circumstances.read(section.get("when")),
                circumstances.read(section.get("unless")),
                circumstances.read(section.get("except")),
                grades,
                section.one("reason", Formats::text),
                section.one("misses", Formats::text, ""),
                section.list("triage", Formats::text),
                outweigher(section.get("outweighed-by")),
                gaps(section.get("gaps")),
                section.list("differing", Formats::text),
                section.one("settle", Formats::duration),
                section.list("part-of", Formats::text),
                section.one("building-block", Formats::bool, false));
    }

    private Grade grade(YamlNode node, int direction) {
        SectionReader section = SectionReader.closed(problems, node, GRADE);
        long by = section.one("by", Formats::count, 1L);
        if (by > Level.values().length) {
            section.problem("by", "a number of steps from 1 to " + Level.values().length);
        }
        if (!section.has("when") && !section.has("unless")) {
            problems.add(node, "a mapping with when or unless, which say in which case");
        }
        return new Grade(
                direction * (int) Math.min(by, Level.values().length),
                circumstances.read(section.get("when")),
                circumstances.read(section.get("unless")),
                section.one("because", Formats::text));
    }

    private Map<String, Duration> gaps(@Nullable YamlNode node) {
        Map<String, Duration> gaps = new LinkedHashMap<>();
        if (node != null) {
            SectionReader section = SectionReader.open(problems, node);
            for (String rule : section.fields().keySet()) {
                Duration gap = section.one(rule, Formats::duration);
                if (gap != null) {
                    gaps.put(rule, gap);
                }
            }
        }
        return gaps;
    }

    private @Nullable Outweigher outweigher(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        SectionReader section =
                SectionReader.closed(problems, node, List.of("rule", "signal", "field"));
        String rule =
                section.has("signal")
                        ? section.one("signal", Formats::text)
                        : section.required("rule", Formats::text, "what speaks against it");
        String field = section.required("field", Formats::text, "the field that is compared");
        return rule == null || field == null ? null : new Outweigher(rule, field);
    }

    @Nullable BaselineSection baseline(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        SectionReader section = SectionReader.closed(problems, node, BASELINE);
        Whose of = section.required("of", Formats::whose, "in whose history");
        List<String> fresh = section.list("new", Formats::text);
        if (fresh.isEmpty()) {
            section.problem("new", "given: the fields whose value must be new");
        }
        Long minDays = section.one("min-days", Formats::count);
        return of == null || fresh.isEmpty()
                ? null
                : new BaselineSection(
                        section.line(),
                        of,
                        fresh,
                        section.one("learned", AlertReader::history, Duration.ofDays(7)),
                        section.one("memory", Formats::duration, Duration.ofDays(30)),
                        minDays == null ? null : (int) Math.min(minDays, 90));
    }

    /** How long a history must be: none, too, for what is told of those who have none. */
    private static Duration history(String text) throws MalformedValue {
        return text.equals("0d") ? Duration.ZERO : Formats.duration(text);
    }

    @Nullable TrendSection trend(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        SectionReader section = SectionReader.closed(problems, node, TREND);
        Double factor =
                section.required("factor", Formats::factor, "how many times as many there must be");
        return factor == null
                ? null
                : new TrendSection(
                        section.line(),
                        section.one("of", Formats::whose, Whose.TENANT),
                        factor,
                        section.one("at-least", Formats::count, 1L),
                        section.one("from-zero", Formats::bool, false));
    }

    @Nullable AbsenceSection absence(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        SectionReader section = SectionReader.closed(problems, node, ABSENCE);
        Whose of = section.required("of", Formats::whose, "at whose history it is looked for");
        Duration within =
                section.required("within", Formats::duration, "until when it must follow");
        List<String> expects = section.list("expects", Formats::text);
        if (expects.isEmpty()) {
            section.problem("expects", "given: the rules of which one must match");
        }
        return of == null || within == null || expects.isEmpty()
                ? null
                : new AbsenceSection(
                        section.line(),
                        of,
                        expects,
                        within,
                        section.list("sharing", Formats::text),
                        section.one("until", Formats::text));
    }

    List<RuleTest> tests(SectionReader rule) {
        List<RuleTest> tests = new ArrayList<>();
        for (YamlNode node : rule.items("tests")) {
            if (!(node instanceof YamlNode.Mapping mapping)) {
                problems.add(node, "a mapping with fires or silent, and records");
                continue;
            }
            SectionReader section = SectionReader.open(problems, mapping);
            if (section.has("fires") == section.has("silent")) {
                problems.add(
                        node, "a test with either fires, a level, or silent, the reason for it");
            }
            if (!section.has("records")) {
                section.problem("records", "given: the records of the test");
            }
            Level fires = section.one("fires", Formats::level);
            String silent = section.one("silent", Formats::text);
            tests.add(new RuleTest(node.line(), fires, silent, mapping));
        }
        return tests;
    }
}
