package io.entracep.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttacksTest {
    private static final Set<String> PEOPLE = Set.of(SignIn.INTERACTIVE, SignIn.NON_INTERACTIVE);
    private static final Set<Integer> SPRAY_FAILURES =
            Set.of(50126, 50053, 50055, 50056, 50034, 50057);
    private static final Set<Integer> PASSWORD_FAILURES = Set.of(50126, 50053, 50055, 50056);
    private static final String ACTIVATED = "Add member to role completed (PIM activation)";
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private static final LogGenerator GENERATOR = new LogGenerator(Settings.demo());
    private static final Company COMPANY = GENERATOR.company();
    private static final List<Parsed> ALL = new ArrayList<>();
    private static final Map<AttackKind, Attack> ATTACKS = new EnumMap<>(AttackKind.class);

    @BeforeAll
    static void generate() {
        Parsed.all(GENERATOR.inArrivalOrder()).stream()
                .sorted(Comparator.comparingLong(r -> r.record().eventTime()))
                .filter(distinct())
                .forEach(ALL::add);
        GENERATOR.attacks().forEach(attack -> ATTACKS.put(attack.kind(), attack));
    }

    /** Drops what was delivered twice. */
    private static Predicate<Parsed> distinct() {
        Set<String> seen = new HashSet<>();
        return r -> seen.add(r.record().category() + r.property("id") + r.property("requestId"));
    }

    @ParameterizedTest
    @EnumSource(AttackKind.class)
    void everyAttackIsNamedAndTimed(AttackKind kind) {
        Attack attack = attack(kind);

        assertThat(kind.detections()).isNotEmpty();
        assertThat(attack.entityId()).isNotEmpty();
        assertThat(of(kind).get(0).record().eventTime()).isEqualTo(attack.from().toEpochMilli());
        assertThat(last(of(kind)).record().eventTime()).isEqualTo(attack.to().toEpochMilli());
    }

    @Test
    void sprayFailsForMoreThanFiveUsersInTwentyMinutes() {
        List<Parsed> records = of(AttackKind.PASSWORD_SPRAY);

        assertThat(records)
                .allMatch(r -> SPRAY_FAILURES.contains(r.code()))
                .allMatch(r -> r.property("ipAddress").equals(entity(AttackKind.PASSWORD_SPRAY)));
        assertThat(values(records, "userId")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(span(records)).isLessThan(Duration.ofMinutes(20));
    }

    @Test
    void slowSprayStaysUnderEveryShortWindow() {
        List<Parsed> records = of(AttackKind.SLOW_SPRAY);

        assertThat(values(records, "userId")).hasSizeGreaterThanOrEqualTo(15);
        assertThat(span(records)).isBetween(Duration.ofHours(12), Duration.ofHours(24));
        for (int i = 1; i < records.size(); i++) {
            assertThat(span(records.subList(i - 1, i + 1))).isGreaterThan(Duration.ofMinutes(20));
        }
    }

    @Test
    void distributedSpraySharesOnlyClientAndNetwork() {
        List<Parsed> records = of(AttackKind.DISTRIBUTED_SPRAY);

        assertThat(values(records, "userId")).hasSizeGreaterThanOrEqualTo(20);
        assertThat(values(records, "ipAddress")).hasSizeGreaterThanOrEqualTo(20);
        assertThat(values(records, "userAgent")).hasSize(1);
        assertThat(values(records, "autonomousSystemNumber")).hasSize(1);
        assertThat(span(records)).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void sprayEndsInPrivilege() {
        List<Parsed> records = of(AttackKind.SPRAY_TO_PRIVILEGE);
        String victim = entity(AttackKind.SPRAY_TO_PRIVILEGE);
        Parsed success = only(records.stream().filter(r -> r.code() == 0));
        List<Parsed> before = records.subList(0, records.indexOf(success));
        List<Parsed> after = records.subList(records.indexOf(success), records.size());

        assertThat(success.property("userId")).isEqualTo(victim);
        assertThat(values(before, "userId")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(values(before, "ipAddress")).containsExactly(success.property("ipAddress"));
        assertThat(after)
                .filteredOn(r -> r.actor().equals(victim))
                .extracting(Parsed::activity)
                .containsSubsequence("User registered security info", ACTIVATED);
        assertThat(records).extracting(r -> r.property("riskEventType")).contains("passwordSpray");
    }

    @Test
    void bruteForceIsTwentyFailuresInTenMinutes() {
        List<Parsed> records = of(AttackKind.BRUTE_FORCE);

        assertThat(records)
                .hasSizeGreaterThanOrEqualTo(20)
                .allMatch(r -> r.code() == 50126)
                .allMatch(r -> r.property("userId").equals(entity(AttackKind.BRUTE_FORCE)));
        assertThat(span(records)).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void bruteForceSucceedsFromAnAddressThatIsNew() {
        List<Parsed> records = of(AttackKind.BRUTE_FORCE_SUCCESS);
        Parsed success = last(records);

        assertThat(success.code()).isZero();
        assertThat(records.subList(0, records.size() - 1))
                .hasSizeGreaterThanOrEqualTo(20)
                .allMatch(r -> PASSWORD_FAILURES.contains(r.code()));
        assertThat(span(records)).isLessThan(Duration.ofMinutes(20));
        assertThat(ALL)
                .filteredOn(r -> r.property("ipAddress").equals(success.property("ipAddress")))
                .allMatch(r -> r.record().attack() == AttackKind.BRUTE_FORCE_SUCCESS);
    }

    @Test
    void oneAccountFailsFromSevenAddresses() {
        List<Parsed> records = of(AttackKind.MANY_ADDRESSES);

        assertThat(records).hasSizeGreaterThanOrEqualTo(10).allMatch(r -> r.code() == 50126);
        assertThat(values(records, "ipAddress")).hasSize(7);
        assertThat(values(records, "userId")).containsExactly(entity(AttackKind.MANY_ADDRESSES));
        assertThat(span(records)).isLessThan(Duration.ofHours(1));
    }

    @Test
    void tenAccountsAreLockedAndOneWorks() {
        List<Parsed> records = of(AttackKind.LOCKOUTS);
        List<Parsed> locked = records.stream().filter(r -> r.code() == 50053).toList();

        assertThat(values(locked, "userId")).hasSizeGreaterThanOrEqualTo(10);
        assertThat(span(locked)).isLessThan(Duration.ofMinutes(30));
        assertThat(last(records).code()).isZero();
        assertThat(values(locked, "userId")).contains(last(records).property("userId"));
    }

    @Test
    void fiveDeniedPromptsThenOneAccepted() {
        List<Parsed> records = of(AttackKind.MFA_FATIGUE);
        Parsed success = last(records);
        List<Parsed> denied = records.subList(0, records.size() - 1);

        assertThat(denied)
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(r -> r.code() == 500121)
                .allMatch(r -> statusDetail(r).startsWith("MFA denied"));
        assertThat(span(denied)).isLessThan(Duration.ofMinutes(10));
        assertThat(success.code()).isZero();
        assertThat(statusDetail(success)).isEqualTo("MFA completed in Azure AD");
        assertThat(span(List.of(last(denied), success))).isLessThan(Duration.ofMinutes(30));
    }

    @Test
    void anAdministratorDeclines() {
        Parsed denied = only(of(AttackKind.ADMIN_DENIES_MFA).stream());

        assertThat(adminIds()).contains(denied.property("userId"));
        assertThat(statusDetail(denied)).isEqualTo("MFA denied; user declined the authentication");
    }

    @Test
    void nobodyTravelsThatFast() {
        List<Parsed> signIns =
                of(AttackKind.IMPOSSIBLE_TRAVEL).stream()
                        .filter(r -> PEOPLE.contains(r.record().category()))
                        .toList();

        assertThat(signIns).hasSize(2).allMatch(r -> r.code() == 0);
        assertThat(span(signIns)).isLessThan(Duration.ofHours(2));
        assertThat(signIns.stream().map(AttacksTest::country).distinct()).hasSize(2);
    }

    @Test
    void accountsAreDeletedUnderTheNameThatTheDirectoryGivesThem() {
        for (AttackKind kind :
                List.of(
                        AttackKind.ACCOUNT_CREATED_AND_DELETED,
                        AttackKind.ACCOUNT_EMPOWERED_AND_DELETED,
                        AttackKind.ACCOUNT_USED_AND_DELETED)) {
            List<Parsed> records = of(kind);
            Parsed deleted = last(records);
            String upn =
                    deleted.properties()
                            .path("targetResources")
                            .get(0)
                            .path("userPrincipalName")
                            .asText();

            assertThat(records.get(0).activity()).isEqualTo("Add user");
            assertThat(deleted.activity()).isEqualTo("Delete user");
            assertThat(records.get(0).target("User")).isEqualTo(deleted.target("User"));
            assertThat(upn).startsWith(deleted.target("User").replace("-", ""));
            assertThat(span(records)).isLessThan(Duration.ofHours(24));
        }
    }

    @Test
    void accountsAreEmpoweredAndUsedInBetween() {
        assertThat(of(AttackKind.ACCOUNT_EMPOWERED_AND_DELETED))
                .extracting(Parsed::activity)
                .containsExactly("Add user", "Add member to role", "Delete user");
        assertThat(of(AttackKind.ACCOUNT_USED_AND_DELETED))
                .extracting(r -> r.activity().isEmpty() ? "code " + r.code() : r.activity())
                .containsExactly("Add user", "Add member to role", "code 0", "Delete user");
        assertThat(of(AttackKind.ROLE_SOON_AFTER_CREATION))
                .extracting(Parsed::activity)
                .containsExactly("Add user", "Add member to role");
        assertThat(of(AttackKind.ACCOUNT_USED_AND_DELETED).get(2).property("userId"))
                .isEqualTo(entity(AttackKind.ACCOUNT_USED_AND_DELETED));
    }

    @Test
    void activationWithoutWorkstationArrivesBeforeItsSignIn() {
        List<Parsed> records = of(AttackKind.PIM_NOT_FROM_PAW);
        Parsed signIn = records.get(0);
        Parsed activation = activation(records);

        assertThat(signIn.code()).isZero();
        assertThat(signIn.deviceId()).isEmpty();
        assertThat(signIn.record().arrivalTime()).isGreaterThan(activation.record().arrivalTime());
        assertThat(activation.detail("ipaddr")).isEqualTo(signIn.property("ipAddress"));
        assertThat(activation.target("User")).isEqualTo(signIn.property("userId"));
    }

    @Test
    void everyOtherActivationFollowsASignInAtTheOwnWorkstation() {
        List<String> paws = COMPANY.admins().stream().map(a -> a.paw().deviceId()).toList();
        List<Parsed> activations =
                ALL.stream()
                        .filter(r -> r.activity().equals(ACTIVATED))
                        .filter(r -> r.record().attack() == null)
                        .toList();
        List<Parsed> late = new ArrayList<>();
        for (Parsed activation : activations) {
            Parsed before = lastSignInBefore(activation);
            assertThat(paws).contains(before.deviceId());
            assertThat(before.property("ipAddress")).isEqualTo(activation.detail("ipaddr"));
            if (before.record().arrivalTime() > activation.record().arrivalTime()) {
                late.add(activation);
            }
        }

        assertThat(activations).hasSizeGreaterThan(50);
        // The contrast to the attack: a workstation whose sign-in arrives after the activation.
        assertThat(late).isNotEmpty();
    }

    @Test
    void activationsAreEchoedByTheDirectory() {
        assertThat(ALL)
                .filteredOn(r -> r.json().path("identity").asText().equals("MS-PIM"))
                .filteredOn(r -> r.activity().equals("Add member to role"))
                .hasSameSizeAs(ALL.stream().filter(r -> r.activity().equals(ACTIVATED)).toList());
    }

    @Test
    void anAdministratorSignsInAsAnotherFromTheSameAddressAndDevice() {
        List<Parsed> records = of(AttackKind.ADMIN_TAKES_OVER_ACCOUNT);
        Parsed own = records.get(0);
        Parsed reset = records.get(1);
        Parsed taken = records.get(2);

        assertThat(reset.activity()).isEqualTo("Reset password (by admin)");
        assertThat(reset.actor()).isEqualTo(own.property("userId"));
        assertThat(reset.target("User")).isEqualTo(taken.property("userId"));
        assertThat(taken.property("ipAddress"))
                .isEqualTo(own.property("ipAddress"))
                .isEqualTo(reset.properties().at("/initiatedBy/user/ipAddress").asText());
        assertThat(taken.deviceId()).isEqualTo(own.deviceId());
        assertThat(records.get(3).actor()).isEqualTo(taken.property("userId"));
    }

    @Test
    void newDeviceAndPlaceComeAfterTenKnownDays() {
        Parsed strange = only(of(AttackKind.ADMIN_NEW_DEVICE_AND_LOCATION).stream());
        List<Parsed> known =
                ALL.stream()
                        .filter(r -> r.property("userId").equals(strange.property("userId")))
                        .filter(r -> r.code() == 0)
                        .filter(r -> r.record().eventTime() < strange.record().eventTime())
                        .toList();

        assertThat(
                        known.stream()
                                .map(t -> t.property("createdDateTime").substring(0, 10))
                                .distinct())
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(known)
                .noneMatch(r -> r.deviceId().equals(strange.deviceId()))
                .noneMatch(r -> country(r).equals(country(strange)));
        assertThat(strange.deviceId()).isNotEmpty();
    }

    @Test
    void administratorsSignInAtNightOnlyInAttacks() {
        assertThat(localTime(last(of(AttackKind.ADMIN_OUTSIDE_HOURS))))
                .isBefore(LocalTime.of(7, 0));
        assertThat(ALL)
                .filteredOn(r -> adminIds().contains(r.property("userId")))
                .filteredOn(r -> r.record().attack() == null)
                .filteredOn(r -> PEOPLE.contains(r.record().category()))
                .isNotEmpty()
                .allMatch(r -> localTime(r).isAfter(LocalTime.of(7, 0)))
                .allMatch(r -> localTime(r).isBefore(LocalTime.of(19, 0)));
    }

    @Test
    void theRoleWasNeverActivatedBefore() {
        Parsed activation = activation(of(AttackKind.ROLE_NEVER_USED));
        String role = activation.detail("RoleDefinitionOriginId");
        String admin = activation.target("User");

        assertThat(ALL)
                .filteredOn(r -> r.activity().equals(ACTIVATED))
                .filteredOn(r -> r.target("User").equals(admin))
                .hasSizeGreaterThan(5)
                .filteredOn(r -> r.detail("RoleDefinitionOriginId").equals(role))
                .containsExactly(activation);
    }

    @Test
    void emergencyAccountsAreUsedAndChanged() {
        List<Parsed> records = of(AttackKind.BREAK_GLASS);
        List<String> emergency = COMPANY.breakGlassAccounts().stream().map(Account::id).toList();

        assertThat(records.stream().filter(r -> r.code() >= 0).map(Parsed::code))
                .containsExactly(50126, 0);
        assertThat(records)
                .extracting(Parsed::activity)
                .contains(
                        "Reset password (by admin)",
                        "Admin registered security info",
                        "Remove member from role",
                        "Update conditional access policy");
        assertThat(records)
                .filteredOn(r -> !r.target("User").isEmpty())
                .allMatch(r -> r.target("User").equals(emergency.get(1)));
        assertThat(entity(AttackKind.BREAK_GLASS)).isEqualTo(emergency.get(0));
    }

    @Test
    void disabledAccountsAreTriedFromOneAddress() {
        List<Parsed> records = of(AttackKind.DISABLED_ACCOUNTS);

        assertThat(records).allMatch(r -> r.code() == 50057);
        assertThat(values(records, "userId"))
                .contains(COMPANY.formerAdmin().id())
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(values(ofUser(records, COMPANY.formerAdmin().id()), "ipAddress")).hasSize(2);
    }

    @Test
    void legacyProtocolsFailAndSucceed() {
        List<Parsed> records = of(AttackKind.LEGACY_PROTOCOL);

        assertThat(records)
                .filteredOn(r -> r.code() == 50126)
                .isNotEmpty()
                .allMatch(r -> r.property("clientAppUsed").equals("IMAP4"));
        assertThat(records)
                .filteredOn(r -> r.code() == 0)
                .singleElement()
                .matches(r -> r.property("clientAppUsed").equals("POP3"));
    }

    @Test
    void pimReportsTheRoleThatItDidNotGive() {
        List<Parsed> records = of(AttackKind.ROLE_OUTSIDE_PIM);

        assertThat(records.get(0).activity()).isEqualTo("Add member to role");
        assertThat(records.get(0).property("loggedByService")).isEqualTo("Core Directory");
        assertThat(adminIds()).contains(records.get(0).actor());
        assertThat(records.subList(1, records.size()))
                .hasSizeGreaterThan(1)
                .allMatch(r -> r.activity().equals("Add member to role outside of PIM (permanent)"))
                .allMatch(r -> r.detail("AuditType").equals("RoleElevatedOutsidePimAlert"));
    }

    private static Attack attack(AttackKind kind) {
        Attack attack = ATTACKS.get(kind);
        assertThat(attack).isNotNull();
        return attack;
    }

    private static String entity(AttackKind kind) {
        return attack(kind).entityId();
    }

    private static List<Parsed> of(AttackKind kind) {
        return ALL.stream().filter(r -> r.record().attack() == kind).toList();
    }

    private static List<Parsed> ofUser(List<Parsed> records, String userId) {
        return records.stream().filter(r -> r.property("userId").equals(userId)).toList();
    }

    private static Set<String> values(List<Parsed> records, String property) {
        return records.stream()
                .map(r -> r.property(property))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Parsed activation(List<Parsed> records) {
        return only(records.stream().filter(r -> r.activity().equals(ACTIVATED)));
    }

    private static Parsed lastSignInBefore(Parsed activation) {
        return last(
                ofUser(ALL, activation.target("User")).stream()
                        .filter(r -> r.code() == 0)
                        .filter(r -> r.record().eventTime() < activation.record().eventTime())
                        .toList());
    }

    private static Parsed only(Stream<Parsed> records) {
        List<Parsed> list = records.toList();
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static Parsed last(List<Parsed> records) {
        return records.get(records.size() - 1);
    }

    private static Duration span(List<Parsed> records) {
        return Duration.ofMillis(
                last(records).record().eventTime() - records.get(0).record().eventTime());
    }

    private static String statusDetail(Parsed record) {
        return record.properties().path("status").path("additionalDetails").asText();
    }

    private static String country(Parsed record) {
        return record.properties().path("location").path("countryOrRegion").asText();
    }

    private static LocalTime localTime(Parsed record) {
        return Instant.ofEpochMilli(record.record().eventTime()).atZone(AMSTERDAM).toLocalTime();
    }

    private static List<String> adminIds() {
        return COMPANY.adminAccounts().stream().map(Account::id).toList();
    }
}
