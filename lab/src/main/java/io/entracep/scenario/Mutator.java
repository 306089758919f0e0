package io.entracep.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may happen to records on their way, and must not change the final set of alerts. */
public enum Mutator {
    /** They arrive in the order of their emission. */
    AS_IS("as-is") {
        @Override
        <T> List<T> arrivals(List<T> emitted, Random random) {
            return emitted;
        }
    },
    /** They arrive in any order. */
    SHUFFLE("shuffle") {
        @Override
        <T> List<T> arrivals(List<T> emitted, Random random) {
            List<T> shuffled = new ArrayList<>(emitted);
            Collections.shuffle(shuffled, random);
            return shuffled;
        }
    },
    /** Each arrives twice, the second time anywhere after the first. */
    DUPLICATE("duplicate") {
        @Override
        <T> List<T> arrivals(List<T> emitted, Random random) {
            List<T> twice = new ArrayList<>(emitted);
            for (T record : emitted) {
                int first = twice.indexOf(record);
                twice.add(first + 1 + random.nextInt(twice.size() - first), record);
            }
            return twice;
        }
    },
    /** About every third arrives after all the others, the latest first. */
    DELAY("delay") {
        @Override
        <T> List<T> arrivals(List<T> emitted, Random random) {
            List<T> inTime = new ArrayList<>();
            List<T> late = new ArrayList<>();
            emitted.forEach(record -> (random.nextInt(3) == 0 ? late : inTime).add(record));
            Collections.reverse(late);
            inTime.addAll(late);
            return inTime;
        }
    };

    private final String label;

    Mutator(String label) {
        this.label = label;
    }

    /** The name that people use. */
    public String label() {
        return label;
    }

    /**
     * The mutator of this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Mutator ofLabel(String label) {
        return Stream.of(values())
                .filter(mutator -> mutator.label.equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no mutator "
                                                + label
                                                + ", only "
                                                + Stream.of(values())
                                                        .map(Mutator::label)
                                                        .collect(Collectors.joining(", "))));
    }

    /** The records in the order of their arrival. */
    abstract <T> List<T> arrivals(List<T> emitted, Random random);
}
