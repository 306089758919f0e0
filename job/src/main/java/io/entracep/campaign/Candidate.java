package io.entracep.campaign;

import io.entracep.alert.Alert;
import io.entracep.detection.Affected;
import io.entracep.detection.Entry;
import io.entracep.detection.Finding;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SourceSuccess;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of an alert that may be a part of another, or have parts.
 *
 * @param alert as it is told where it is no part
 * @param partOf ids of the detections of which an alert may contain it; empty for none
 * @param campaign whether alerts of others may be parts of it
 * @param accounts object ids of the accounts that it is about, in order
 * @param addresses addresses (IPv6: /64) of its records; an empty text stands for one unknown
 * @param systems autonomous systems of its records; an empty text stands for one unknown
 */
public record Candidate(
        Alert alert,
        List<String> partOf,
        boolean campaign,
        List<String> accounts,
        List<String> addresses,
        List<String> systems) {

    public Candidate {
        partOf = List.copyOf(partOf);
        accounts = accounts.stream().sorted().toList();
        addresses = List.copyOf(addresses);
        systems = List.copyOf(systems);
    }

    /**
     * The alert of a finding, with what decides whether it is a part.
     *
     * @param campaign whether alerts of others may be parts of it
     */
    public static Candidate of(Alert alert, Finding finding, Entry entry, boolean campaign) {
        List<Observation> records =
                finding.observations().stream().flatMap(Observation::records).toList();
        return new Candidate(
                alert,
                entry.partOf(),
                campaign,
                accounts(finding),
                sources(records, record -> SourceSuccess.addressOf(record.event())),
                sources(records, record -> SourceSuccess.systemOf(record.event())));
    }

    private static List<String> accounts(Finding finding) {
        Entity about = finding.about();
        Stream<String> named =
                Affected.read(finding.values().get(Affected.VALUE)).named().stream()
                        .map(Affected::id);
        Stream<String> one =
                about.type() == EntityType.USER ? Stream.of(about.id()) : Stream.empty();
        return Stream.concat(one, named).distinct().toList();
    }

    private static List<String> sources(
            List<Observation> records, Function<Observation, @Nullable Entity> source) {
        return records.stream()
                .map(source)
                .map(entity -> entity == null ? "" : entity.id())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether it names all these accounts. */
    boolean names(List<String> others) {
        return others.stream().allMatch(other -> Collections.binarySearch(accounts, other) >= 0);
    }

    /** Whether it names all the accounts that it is about. */
    boolean namesAll() {
        return alert.affectedCount() <= alert.affected().size();
    }

    boolean isPossiblePart() {
        return !partOf.isEmpty();
    }
}
