package io.entracep.declared;

import io.entracep.decode.CapturePath;
import io.entracep.decode.RecordMarker;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.policy.Policy;
import io.entracep.policy.TenantPolicy;
import io.entracep.rule.CompiledRule;
import io.entracep.rule.RuleField;
import io.entracep.rule.RuleIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells of each record which of the rules that are awake for its tenant it matches. */
final class RuleMarker implements RecordMarker {
    private final Declarations declarations;
    private final Policy policy;
    private final CapturedFields fields;

    /** Tenants without a section of their own share one: ids come from records. */
    private final IdentityHashMap<TenantPolicy, RuleIndex> bySection = new IdentityHashMap<>();

    private final List<CompiledRule> matching = new ArrayList<>();
    private final Map<String, Long> signals = new HashMap<>();

    RuleMarker(Declarations declarations, Policy policy) {
        this.declarations = declarations;
        this.policy = policy;
        this.fields = new CapturedFields(declarations.rules().paths());
    }

    @Override
    public List<CapturePath> paths() {
        return fields.captured();
    }

    @Override
    public Marks mark(EntraEvent event, ReadRecord record) {
        matching.clear();
        Category log = event.category();
        index(event.tenantId()).match(log, fields.of(record, log.onlyName()), matching::add);
        if (!matching.isEmpty()) {
            RecordCircumstances known =
                    new RecordCircumstances(event, policy.forTenant(event.tenantId()));
            matching.removeIf(rule -> declarations.isForegone(rule.key(), known));
        }
        return matching.isEmpty() ? Marks.NONE : marks();
    }

    /** The rules that are awake for the tenant. */
    RuleIndex index(String tenantId) {
        return bySection.computeIfAbsent(policy.forTenant(tenantId), declarations::index);
    }

    private Marks marks() {
        long[] numbers = new long[matching.size()];
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < numbers.length; i++) {
            CompiledRule rule = matching.get(i);
            numbers[i] = signals.computeIfAbsent(rule.key(), RuleSignals::of);
            declarations.named(rule.key()).forEach(field -> add(field, texts));
        }
        Arrays.sort(numbers);
        return new Marks(numbers, texts);
    }

    /** Several values are one text; what is nowhere is left out. */
    private void add(RuleField field, Map<String, String> texts) {
        List<String> values = new ArrayList<>();
        for (int path : field.paths()) {
            int count = fields.count(path);
            for (int i = 0; i < count; i++) {
                String value = fields.value(path, i);
                if (value != null && !value.isEmpty() && !values.contains(value)) {
                    values.add(value);
                }
            }
        }
        if (!values.isEmpty()) {
            texts.put(field.name(), String.join(", ", values));
        }
    }
}
