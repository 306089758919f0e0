package io.entracep.incident;

import io.entracep.alert.Alert;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.policy.TenantPolicy;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one alert may share with others.
 *
 * <p>A <em>strong</em> clue is what the alert is about, what it is made of, or a record. A
 * <em>weak</em> one only occurs in its records, such as the address of a sign-in: it joins as long
 * as few people share it. An alert with more than {@value #FEW_PEOPLE} people in its records (a
 * spray) has no weak clues: that it tried somebody's password says nothing of that person's other
 * alerts.
 *
 * @param strong what joins in any case
 * @param weak what joins where few people share it
 * @param about whom it is about: what people are counted by
 */
record Clues(Set<Clue> strong, Set<Clue> weak, String about) {
    static final int FEW_PEOPLE = 3;

    private static final Pattern DEVICE_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static Clues of(Alert alert, TenantPolicy policy) {
        Set<Clue> strong = new TreeSet<>();
        Set<Clue> weak = new TreeSet<>();
        strong.add(new Clue(LinkKind.CONTAINMENT, alert.alertId()));
        alert.contains().forEach(id -> strong.add(new Clue(LinkKind.CONTAINMENT, id)));
        addEntity(strong, alert.entity());
        addEntity(strong, alert.subject());
        Set<String> people = new TreeSet<>();
        for (Evidence evidence : alert.evidence()) {
            strong.add(new Clue(LinkKind.RECORD, evidence.eventId()));
            if (evidence.actor() != null) {
                people.add(lower(evidence.actor()));
            }
        }
        if (people.size() <= FEW_PEOPLE) {
            people.forEach(person -> weak.add(new Clue(LinkKind.PERSON, person)));
            addPlaces(weak, alert, policy);
        }
        addVictims(strong, alert);
        weak.removeAll(strong);
        EntityReference who = alert.subject() == null ? alert.entity() : alert.subject();
        return new Clues(strong, weak, who.type() + " " + lower(who.id()));
    }

    /** Tenant and role are no clue: everything is in the one, and many have the other. */
    private static void addEntity(Set<Clue> clues, @Nullable EntityReference entity) {
        if (entity == null) {
            return;
        }
        switch (entity.type()) {
            case "tenant", "role" -> {}
            case "ip" -> clues.add(new Clue(LinkKind.ADDRESS, lower(entity.id())));
            case "user" -> {
                clues.add(new Clue(LinkKind.PERSON, lower(entity.id())));
                if (entity.name() != null) {
                    clues.add(new Clue(LinkKind.PERSON, lower(entity.name())));
                }
            }
            // Their names are chosen by whoever makes them: only the id is a clue.
            case "service_principal" -> clues.add(new Clue(LinkKind.PERSON, lower(entity.id())));
            default ->
                    clues.add(new Clue(LinkKind.OBJECT, entity.type() + " " + lower(entity.id())));
        }
    }

    private static void addPlaces(Set<Clue> weak, Alert alert, TenantPolicy policy) {
        for (Evidence evidence : alert.evidence()) {
            if (evidence.ip() != null && !policy.isApprovedNetwork(evidence.ip())) {
                weak.add(new Clue(LinkKind.ADDRESS, lower(Networks.of(evidence.ip()))));
            }
            if (evidence.device() != null && DEVICE_ID.matcher(evidence.device()).matches()) {
                weak.add(new Clue(LinkKind.DEVICE, evidence.device()));
            }
        }
    }

    /**
     * A person at an address that an alert is about. Joins the alerts about that address with those
     * of the people whom it tried, however many they are, and with nobody else's there.
     */
    private static void addVictims(Set<Clue> strong, Alert alert) {
        boolean aboutAddress = alert.entity().type().equals("ip");
        String address = lower(alert.entity().id());
        String name = alert.entity().name();
        for (Evidence evidence : alert.evidence()) {
            if (evidence.ip() == null || evidence.actor() == null) {
                continue;
            }
            String there = lower(Networks.of(evidence.ip()));
            String who = lower(evidence.actor());
            boolean own =
                    who.equals(lower(alert.entity().id()))
                            || (name != null && who.equals(lower(name)));
            if (aboutAddress ? there.equals(address) : own) {
                strong.add(new Clue(LinkKind.ADDRESS, there + " and " + who));
            }
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
