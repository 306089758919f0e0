package io.entracep.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a match is told: our key {@code alert}.
 *
 * @param line line in the file
 * @param of whose story it is, null where the kind decides
 * @param per fields that, beside the entity, make another alert
 * @param once one alert per entity (and {@code per}) and aligned period of this length; null for
 *     one per match
 * @param needs keys of the policy without which the rule sleeps: lists of who may do what it tells
 * @param when all must hold, else nothing is told
 * @param unless none may hold, else nothing is told
 * @param except where all hold, nothing is told; empty where nothing is excepted
 * @param grades what moves the level
 * @param reason what happened, with {@code {field}} for values and {@code [ … ]} around what is
 *     left out where a value is missing; null where none is given
 * @param misses what the rule does not see, empty where not said
 * @param triage what to do, in order
 * @param outweighedBy what speaks against a count, null where nothing does
 * @param gaps of a correlation in order, by key of a rule: less than this after the one before it
 * @param differing fields in which the first and the last match of a correlation must differ
 * @param settle how long event time must have passed before it is told, null for at once
 * @param partOf names of detections of which an alert may contain its alerts
 * @param buildingBlock whether it is told to other rules only, never to people
 */
public record AlertSection(
        int line,
        @Nullable Whose of,
        List<String> per,
        @Nullable Duration once,
        List<String> needs,
        List<Circumstance> when,
        List<Circumstance> unless,
        List<Circumstance> except,
        List<Grade> grades,
        @Nullable String reason,
        String misses,
        List<String> triage,
        @Nullable Outweigher outweighedBy,
        Map<String, Duration> gaps,
        List<String> differing,
        @Nullable Duration settle,
        List<String> partOf,
        boolean buildingBlock) {

    public AlertSection {
        per = List.copyOf(per);
        needs = List.copyOf(needs);
        when = List.copyOf(when);
        unless = List.copyOf(unless);
        except = List.copyOf(except);
        grades = List.copyOf(grades);
        triage = List.copyOf(triage);
        gaps = Map.copyOf(gaps);
        differing = List.copyOf(differing);
        partOf = List.copyOf(partOf);
    }

    /**
     * A reason to find a match worse or milder.
     *
     * @param by steps of the level: positive to raise, negative to lower
     * @param when all must hold
     * @param unless none may hold
     * @param because what the alert says of it, null for words made of the circumstances
     */
    public record Grade(
            int by, List<Circumstance> when, List<Circumstance> unless, @Nullable String because) {
        public Grade {
            when = List.copyOf(when);
            unless = List.copyOf(unless);
        }
    }

    /**
     * What speaks against a count: as many different values that a harmless rule saw.
     *
     * @param rule key of the rule whose matches speak against it
     * @param field the field that is compared
     */
    public record Outweigher(String rule, String field) {}
}
