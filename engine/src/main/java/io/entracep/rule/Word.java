package io.entracep.rule;

import io.entracep.rule.Circumstance.Subject;
import java.util.Arrays;
import java.util.List;

/**
 * The closed vocabulary of {@code when}, {@code unless}, {@code except}, {@code raise} and {@code
 * lower}.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of makes immutable lists
public enum Word {
    /** Holds a privileged role, or is named so by the policy. */
    PRIVILEGED("privileged", Subject.ACTOR, Subject.TARGET),
    /** Holds a role of tier zero. */
    TIER_ZERO("tier-zero", Subject.ACTOR, Subject.TARGET),
    /** Is a person of note by the policy. */
    VIP("vip", Subject.ACTOR, Subject.TARGET),
    /** Is an account for emergencies by the policy. */
    BREAK_GLASS("break-glass", Subject.ACTOR, Subject.TARGET),
    /** Is a guest. */
    GUEST("guest", Subject.ACTOR, Subject.TARGET),
    /** Was created within the last day. */
    JUST_CREATED("just-created", Subject.ACTOR, Subject.TARGET),
    /** Is a workload and no person. */
    WORKLOAD("workload", Subject.ACTOR, Subject.TARGET),
    /** Has a name as the policy wants them, or may have another. */
    ALLOWED_NAME("allowed-name", Subject.ACTOR, Subject.TARGET),
    /** Is the one that did it. */
    ACTOR("actor", Subject.TARGET),
    /** Is a workstation for privileged work by the policy. */
    PAW("paw", Subject.DEVICE),
    /** Is managed. */
    MANAGED("managed", Subject.DEVICE),
    /** Is compliant. */
    COMPLIANT("compliant", Subject.DEVICE),
    /** Has a browser and a system that the policy approves, as far as both are known. */
    APPROVED_CLIENT("approved-client", Subject.DEVICE),
    /** Was never seen with the actor before. */
    NEW("new", Subject.DEVICE, Subject.PLACE, Subject.IP),
    /** Was seen with the actor on two days that are over. */
    KNOWN("known", Subject.DEVICE, Subject.IP),
    /** Is not told by the record. */
    UNKNOWN("unknown", Subject.DEVICE, Subject.PLACE, Subject.IP),
    /** Is in a country that the policy approves. */
    APPROVED_COUNTRY("approved-country", Subject.PLACE),
    /** Is in a country in which the actor was seen on a day that is over. */
    KNOWN_COUNTRY("known-country", Subject.PLACE),
    /** Is the organisation's own by the policy. */
    CORPORATE("corporate", Subject.IP),
    /** Is in a network that the policy approves. */
    APPROVED_NETWORK("approved-network", Subject.IP),
    /** Is a location that conditional access trusts. */
    NAMED_NETWORK("named-network", Subject.IP),
    /** Is new to the application and not on the own machine. */
    ADDED("added", Subject.URL),
    /** One that was added is under no domain that the policy approves. */
    FOREIGN("foreign", Subject.URL),
    /** One that was added is one that anybody can have. */
    ANYBODYS("anybodys", Subject.URL),
    /** Is within the working hours of the actor by the policy. */
    WORKING_HOURS("working-hours", Subject.TIME),
    /** Is within a change window by the policy. */
    CHANGE_WINDOW("change-window", Subject.TIME),
    /** An alert of the named rule is open; written as the rule's name. */
    OPEN("", Subject.ALERT),
    /** Is on the named list of the policy; written {@code '%name%'}. */
    ON_LIST(
            "",
            Subject.ACTOR,
            Subject.TARGET,
            Subject.APP,
            Subject.DEVICE,
            Subject.PLACE,
            Subject.IP,
            Subject.TENANT);

    private final String word;
    private final List<Subject> subjects;

    Word(String word, Subject... subjects) {
        this.word = word;
        this.subjects = List.of(subjects);
    }

    /** The word as rules spell it; empty where a name stands instead. */
    public String word() {
        return word;
    }

    /** Of whom it can be asked. */
    boolean isAskedOf(Subject subject) {
        return subjects.contains(subject);
    }

    static List<Word> askedOf(Subject subject) {
        return Arrays.stream(values())
                .filter(word -> !word.word.isEmpty() && word.isAskedOf(subject))
                .toList();
    }
}
