package io.entracep.rule;

import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.Circumstance.Trait;
import io.entracep.yaml.Problems;
import io.entracep.yaml.Spelling;
import io.entracep.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code when}, {@code unless} and {@code except}: the closed vocabulary of {@link Word}. */
final class CircumstanceReader {

    private static final Pattern LIST = Pattern.compile("%([^%\\s][^%]*)%");

    private final Problems problems;

    CircumstanceReader(Problems problems) {
        this.problems = problems;
    }

    List<Circumstance> read(@Nullable YamlNode node) {
        if (node == null) {
            return List.of();
        }
        List<String> subjects = Arrays.stream(Subject.values()).map(Subject::word).toList();
        SectionReader section = SectionReader.closed(problems, node, subjects);
        List<Circumstance> circumstances = new ArrayList<>();
        section.fields()
                .forEach(
                        (key, child) -> {
                            if (subjects.contains(key)) {
                                Subject subject = Subject.valueOf(key.toUpperCase(Locale.ROOT));
                                List<Trait> traits = traits(section, subject);
                                if (!traits.isEmpty()) {
                                    circumstances.add(
                                            new Circumstance(child.line(), subject, traits));
                                }
                            }
                        });
        return circumstances;
    }

    private List<Trait> traits(SectionReader section, Subject subject) {
        List<String> words = section.list(subject.word(), Formats::text);
        List<Trait> traits = new ArrayList<>();
        for (String word : words) {
            Optional<Trait> trait = trait(subject, word);
            trait.ifPresent(traits::add);
            if (trait.isEmpty()) {
                section.problem(subject.word(), expected(subject, word));
            }
        }
        return traits;
    }

    private static Optional<Trait> trait(Subject subject, String word) {
        Matcher list = LIST.matcher(word);
        if (list.matches() && Word.ON_LIST.isAskedOf(subject)) {
            return Optional.of(new Trait(Word.ON_LIST, list.group(1)));
        }
        if (subject == Subject.ALERT && !list.matches()) {
            return Optional.of(new Trait(Word.OPEN, word));
        }
        return Word.askedOf(subject).stream()
                .filter(each -> each.word().equals(word))
                .findFirst()
                .map(each -> new Trait(each, ""));
    }

    private static String expected(Subject subject, String word) {
        List<String> known = Word.askedOf(subject).stream().map(Word::word).toList();
        String meant =
                Spelling.nearest(word, known)
                        .map(near -> "; did you mean " + near + " instead of " + word + "?")
                        .orElse("; " + word + " is not known");
        if (subject == Subject.ALERT) {
            return "the name of a rule";
        }
        String list = Word.ON_LIST.isAskedOf(subject) ? "a list such as '%name%'" : "";
        return known.isEmpty()
                ? list + meant
                : "one of "
                        + String.join(", ", known)
                        + (list.isEmpty() ? "" : " or " + list)
                        + meant;
    }
}
