package io.entracep.rule;

import io.entracep.rule.Modifier.Sort;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Spelling;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the modifiers of a field and refuses what makes no sense together. */
final class ModifierChain {

    private static final Set<Sort> COMPARISONS =
            EnumSet.of(Sort.TEXT, Sort.OWN, Sort.BOUND, Sort.REFERENCE, Sort.TIME);

    private ModifierChain() {}

    static List<Modifier> parse(List<String> words) throws MalformedValue {
        List<Modifier> chain = new ArrayList<>();
        for (String word : words) {
            Modifier modifier = Modifier.of(word).orElse(null);
            if (modifier == null) {
                throw new MalformedValue("a field with known modifiers: " + meant(word));
            }
            if (chain.contains(modifier)) {
                throw new MalformedValue("a field with each modifier once, not twice " + word);
            }
            chain.add(modifier);
        }
        check(chain);
        return chain;
    }

    private static String meant(String word) {
        return "\""
                + word
                + "\" is none; "
                + Spelling.nearest(word, Modifier.words())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there are " + String.join(", ", Modifier.words()));
    }

    private static void check(List<Modifier> chain) throws MalformedValue {
        List<Modifier> comparisons =
                chain.stream().filter(each -> COMPARISONS.contains(each.sort())).toList();
        boolean boundOfTime = has(chain, Sort.BOUND) && has(chain, Sort.TIME);
        boolean reference =
                has(chain, Sort.REFERENCE) && (has(chain, Sort.TEXT) || has(chain, Sort.BOUND));
        if (comparisons.size() > (boundOfTime || reference ? 2 : 1)) {
            throw new MalformedValue(
                    "compared in one way; "
                            + comparisons.get(0).word()
                            + " and "
                            + comparisons.get(1).word()
                            + " are two");
        }
        boolean texts = has(chain, Sort.CHANGE) || has(chain, Sort.ENCODE) || has(chain, Sort.WIDE);
        if (texts && !comparisons.isEmpty() && !has(chain, Sort.TEXT)) {
            throw new MalformedValue(
                    comparisons.get(0).word() + " without what changes texts before it");
        }
        for (int i = 0; i < chain.size(); i++) {
            checkPlace(chain, i);
        }
        checkJoins(chain, comparisons);
    }

    private static void checkPlace(List<Modifier> chain, int i) throws MalformedValue {
        Modifier modifier = chain.get(i);
        List<Modifier> before = chain.subList(0, i);
        List<Modifier> after = chain.subList(i + 1, chain.size());
        if (modifier.sort() == Sort.FLAG && !before.contains(Modifier.RE)) {
            throw new MalformedValue("a field with " + modifier.word() + " behind re only");
        }
        if ((modifier.sort() == Sort.ENCODE || modifier.sort() == Sort.WIDE)
                && has(before, Sort.TEXT)) {
            throw new MalformedValue(
                    "a field whose value is encoded before it is compared: "
                            + modifier.word()
                            + " stands before contains, startswith and endswith");
        }
        if (modifier.sort() == Sort.WIDE && (has(before, Sort.ENCODE) || has(after, Sort.WIDE))) {
            throw new MalformedValue(
                    "a field with one of utf16, utf16le, utf16be and wide, before base64");
        }
        if (modifier.sort() == Sort.ENCODE && has(after, Sort.ENCODE)) {
            throw new MalformedValue("a field with one of base64 and base64offset");
        }
        if (modifier == Modifier.WINDASH && (has(before, Sort.ENCODE) || has(after, Sort.ENCODE))) {
            throw new MalformedValue("a field with one of windash and base64");
        }
    }

    private static void checkJoins(List<Modifier> chain, List<Modifier> comparisons)
            throws MalformedValue {
        if (chain.contains(Modifier.EXISTS) && chain.size() > 1) {
            throw new MalformedValue("a field with exists alone");
        }
        boolean texts = comparisons.isEmpty() || has(comparisons, Sort.TEXT);
        if (chain.contains(Modifier.EXPAND) && !texts && !chain.contains(Modifier.CIDR)) {
            throw new MalformedValue(
                    "a field with expand beside texts or cidr, not " + comparisons.get(0).word());
        }
        if (chain.contains(Modifier.CASED) && !texts && !has(comparisons, Sort.REFERENCE)) {
            throw new MalformedValue(
                    "a field with cased beside texts, not " + comparisons.get(0).word());
        }
    }

    private static boolean has(List<Modifier> chain, Sort sort) {
        return chain.stream().anyMatch(modifier -> modifier.sort() == sort);
    }
}
