package io.entracep.declared;

import io.entracep.policy.PolicyInput;
import io.entracep.rule.AlertSection;
import io.entracep.rule.Circumstance;
import io.entracep.rule.Circumstance.Trait;
import io.entracep.rule.Word;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a rule asks of the policy: what it cannot be true without, and what makes it better. */
final class PolicyNeeds {
    private final Set<String> requires = new TreeSet<>();
    private final Set<String> uses = new TreeSet<>();

    /**
     * @param lists placeholders of its selections
     */
    PolicyNeeds(Collection<String> lists, @Nullable AlertSection alert) {
        lists.forEach(list -> requires.add(key(list)));
        if (alert == null) {
            return;
        }
        alert.needs().forEach(need -> requires.add(key(need)));
        alert.when().stream()
                .filter(asked -> asked.anyOf().size() == 1)
                .map(asked -> inputs(asked).toList())
                .filter(inputs -> inputs.stream().noneMatch(PolicyNeeds::isBuiltIn))
                .flatMap(List::stream)
                .forEach(requires::add);
        Stream<Circumstance> others =
                Stream.concat(
                        Stream.of(alert.when(), alert.unless(), alert.except())
                                .flatMap(List::stream),
                        alert.grades().stream()
                                .flatMap(
                                        grade ->
                                                Stream.concat(
                                                        grade.when().stream(),
                                                        grade.unless().stream())));
        others.flatMap(PolicyNeeds::inputs).forEach(uses::add);
        // Where no country is approved, every place is: such a rule is never true.
        if (alert.unless().stream()
                .flatMap(asked -> asked.anyOf().stream())
                .anyMatch(trait -> trait.word() == Word.APPROVED_COUNTRY)) {
            requires.add(PolicyInput.APPROVED_COUNTRIES.key());
        }
        requires.removeIf(PolicyNeeds::isBuiltIn);
        uses.removeAll(requires);
    }

    /** Keys of the policy without which the rule sleeps. */
    List<String> requires() {
        return List.copyOf(requires);
    }

    /** Keys of the policy that it looks at besides. */
    List<String> uses() {
        return List.copyOf(uses);
    }

    private static Stream<String> inputs(Circumstance asked) {
        return asked.anyOf().stream().flatMap(PolicyNeeds::inputs);
    }

    private static Stream<String> inputs(Trait trait) {
        return switch (trait.word()) {
            case PRIVILEGED ->
                    Stream.of(
                            PolicyInput.PRIVILEGED_ACCOUNTS.key(),
                            PolicyInput.PRIVILEGED_ROLES.key());
            case TIER_ZERO -> Stream.of(PolicyInput.TIER_ZERO_ROLES.key());
            case VIP -> Stream.of(PolicyInput.VIP_ACCOUNTS.key());
            case BREAK_GLASS -> Stream.of(PolicyInput.BREAK_GLASS_ACCOUNTS.key());
            case ALLOWED_NAME ->
                    Stream.of(
                            PolicyInput.ADMIN_UPN_REGEX.key(),
                            PolicyInput.SERVICE_UPN_REGEX.key(),
                            PolicyInput.USER_UPN_REGEXES.key(),
                            PolicyInput.NAMING_EXCEPTIONS.key());
            case PAW -> Stream.of(PolicyInput.PAW_DEVICES.key());
            case APPROVED_COUNTRY ->
                    Stream.of(
                            PolicyInput.APPROVED_COUNTRIES.key(),
                            PolicyInput.APPROVED_COUNTRIES_BY_ACCOUNT.key());
            case APPROVED_CLIENT ->
                    Stream.of(
                            PolicyInput.APPROVED_BROWSERS.key(),
                            PolicyInput.APPROVED_OPERATING_SYSTEMS.key());
            case CORPORATE -> Stream.of(PolicyInput.CORPORATE_EGRESS.key());
            case APPROVED_NETWORK -> Stream.of(PolicyInput.APPROVED_NETWORKS.key());
            case FOREIGN -> Stream.of(PolicyInput.APPROVED_DOMAINS.key());
            case WORKING_HOURS -> Stream.of(PolicyInput.WORKING_HOURS.key());
            case CHANGE_WINDOW -> Stream.of(PolicyInput.CHANGE_WINDOWS.key());
            case ON_LIST -> Stream.of(key(trait.name()));
            default -> Stream.of();
        };
    }

    /** Whether something holds although the policy says nothing. */
    private static boolean isBuiltIn(String key) {
        return PolicyInput.ofKey(key).filter(PolicyInput::hasBuiltInDefault).isPresent();
    }

    /** As policies spell it. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
