package io.entracep.declared;

import io.entracep.detection.Entry;
import io.entracep.detection.Severity;
import io.entracep.rule.AlertSection;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.Level;
import io.entracep.rule.LogSource;
import io.entracep.rule.Rule;
import io.entracep.rule.RuleHead;
import io.entracep.rule.SigmaRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Catalogue entries of rules. */
final class RuleEntries {
    private static final String GUIDE = "guide.";

    private RuleEntries() {}

    /**
     * @param lists placeholders without which it is true of nothing
     * @param isPart whether it is told as a part of others only
     */
    static Entry entry(Rule rule, Story story, Set<String> lists, boolean isPart) {
        RuleHead head = rule.head();
        AlertSection alert = Declarations.alert(rule);
        PolicyNeeds needs = new PolicyNeeds(lists, alert);
        Level level =
                rule instanceof SigmaRule sigma ? sigma.level() : ((CorrelationRule) rule).level();
        return new Entry(
                rule.key(),
                section(head.file()),
                head.title(),
                Severity.ofLabel(level.word()),
                "rule " + head.file() + ":" + head.line(),
                head.tags().stream()
                        .filter(tag -> tag.startsWith(GUIDE))
                        .map(tag -> tag.substring(GUIDE.length()).toUpperCase(Locale.ROOT))
                        .toList(),
                head.techniques(),
                logs(rule),
                needs.requires(),
                needs.uses(),
                isPart || (alert != null && alert.buildingBlock()),
                alert == null ? List.of() : alert.partOf(),
                head.description(),
                story.reason(),
                alert == null ? "" : alert.misses(),
                head.falsePositives(),
                alert == null ? List.of() : alert.triage(),
                head.references(),
                Map.of());
    }

    /** Name of the folder. */
    private static String section(String file) {
        Path folder = Path.of(file).getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? "rules" : name.toString();
    }

    private static List<String> logs(Rule rule) {
        LogSource source = rule instanceof SigmaRule sigma ? sigma.logSource() : null;
        @Nullable String service = source == null ? null : source.service();
        return service == null ? List.of() : List.of(Objects.requireNonNull(service));
    }
}
