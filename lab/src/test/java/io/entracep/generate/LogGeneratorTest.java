package io.entracep.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LogGeneratorTest {
    private static final Settings SMALL = Settings.demo().withRecords(6_000).withHistoryDays(2);
    private static final Set<AttackKind> NONE = Set.of();
    private static final Set<String> PEOPLE = Set.of(SignIn.INTERACTIVE, SignIn.NON_INTERACTIVE);

    @Test
    void sameSettingsGiveTheSameBytes() {
        assertThat(digest(new LogGenerator(SMALL))).isEqualTo(digest(new LogGenerator(SMALL)));
    }

    @Test
    void aGeneratorGivesTheSameBytesAgain() {
        LogGenerator generator = new LogGenerator(SMALL);

        assertThat(digest(generator)).isEqualTo(digest(generator));
    }

    @Test
    void anotherSeedGivesAnotherCompany() {
        LogGenerator one = new LogGenerator(SMALL);
        LogGenerator other = new LogGenerator(SMALL.withSeed(2));

        assertThat(other.company().tenantId()).isNotEqualTo(one.company().tenantId());
        assertThat(digest(other)).isNotEqualTo(digest(one));
    }

    @Test
    void recordsComeInTheOrderOfArrivalAndNeverBeforeTheyHappened() {
        List<GeneratedRecord> records = list(new LogGenerator(SMALL).inArrivalOrder());

        assertThat(records)
                .isSortedAccordingTo(Comparator.comparingLong(GeneratedRecord::arrivalTime))
                .allMatch(record -> record.arrivalTime() > record.eventTime());
    }

    @Test
    void someRecordsAreOvertakenByHours() {
        long late =
                list(new LogGenerator(SMALL.withAttacks(NONE)).inArrivalOrder()).stream()
                        .filter(r -> !r.category().startsWith("UserRisk"))
                        .filter(r -> r.arrivalTime() - r.eventTime() > VendorTime.HOUR)
                        .count();

        assertThat(late).isBetween(20L, 90L);
    }

    @Test
    void theDemoHasAboutThirtyThousandRecordsOfEveryLog() {
        List<Parsed> records = Parsed.all(new LogGenerator(Settings.demo()).inArrivalOrder());
        Map<String, Long> counts = countByCategory(records);

        assertThat(records.size()).isBetween(30_000, 31_500);
        assertThat(share(counts, SignIn.NON_INTERACTIVE)).isBetween(0.5, 0.7);
        assertThat(share(counts, SignIn.INTERACTIVE)).isBetween(0.15, 0.3);
        assertThat(share(counts, "AuditLogs")).isBetween(0.03, 0.08);
        assertThat(counts)
                .containsOnlyKeys(
                        SignIn.NON_INTERACTIVE,
                        SignIn.INTERACTIVE,
                        "AuditLogs",
                        "ServicePrincipalSignInLogs",
                        "ManagedIdentitySignInLogs",
                        "UserRiskEvents",
                        "RiskyUsers",
                        "MicrosoftGraphActivityLogs");
        assertThat(records)
                .allMatch(r -> r.json().path("category").asText().equals(r.record().category()));
    }

    @Test
    void theBenchmarkIsSignInsOfFourKilobytesAndThreePercentAudit() {
        Settings settings = Settings.benchmark(20_000, 1_000);
        List<GeneratedRecord> records = list(new LogGenerator(settings).inArrivalOrder());
        List<GeneratedRecord> signIns =
                records.stream().filter(r -> PEOPLE.contains(r.category())).toList();

        assertThat(records).hasSize(20_000);
        assertThat(signIns.size() / 20_000.0).isCloseTo(0.97, within(0.015));
        assertThat(signIns.stream().mapToInt(r -> r.json().length).average().orElseThrow())
                .isBetween(3_700.0, 4_600.0);
    }

    @Test
    void withoutDuplicatesEveryIdIsUnique() {
        List<Parsed> records =
                Parsed.all(new LogGenerator(SMALL.withDelivery(0, 0)).inArrivalOrder());

        assertThat(records).hasSize(6_000);
        assertThat(records).extracting(LogGeneratorTest::id).doesNotHaveDuplicates();
    }

    @Test
    void duplicatesAreIdenticalOrCompleteWhatWasPending() {
        Map<String, List<Parsed>> byId = new HashMap<>();
        Parsed.all(new LogGenerator(SMALL.withDelivery(0.05, 0)).inArrivalOrder())
                .forEach(r -> byId.computeIfAbsent(id(r), id -> new ArrayList<>()).add(r));
        List<List<Parsed>> repeated =
                byId.values().stream().filter(group -> group.size() > 1).toList();
        List<List<Parsed>> completed =
                repeated.stream().filter(g -> !g.get(0).json().equals(g.get(1).json())).toList();

        assertThat(byId).hasSize(6_000);
        assertThat(repeated.size()).isBetween(240, 420);
        assertThat(completed)
                .isNotEmpty()
                .allSatisfy(
                        group -> {
                            String first = group.get(0).json().toString();
                            String second = group.get(1).json().toString();
                            assertThat(first).contains("Authentication in progress");
                            assertThat(second).contains("MFA successfully completed");
                            assertThat(time(group.get(1))).isGreaterThan(time(group.get(0)));
                        });
    }

    @Test
    void eventTimesAreWhatTheRecordsSay() {
        assertThat(Parsed.all(new LogGenerator(SMALL).inArrivalOrder()))
                .filteredOn(r -> !r.property("createdDateTime").isEmpty())
                .isNotEmpty()
                .allMatch(
                        r ->
                                Instant.from(OffsetDateTime.parse(r.property("createdDateTime")))
                                                .toEpochMilli()
                                        == r.record().eventTime());
    }

    @Test
    void riskRecordsHaveAmericanTimes() {
        assertThat(Parsed.all(new LogGenerator(SMALL).inArrivalOrder()))
                .filteredOn(r -> r.record().category().startsWith("Risky"))
                .isNotEmpty()
                .allMatch(
                        r ->
                                r.json()
                                        .path("time")
                                        .asText()
                                        .matches("\\d+/\\d+/2026 \\d+:\\d\\d:\\d\\d [AP]M"));
    }

    @Test
    void addressesAreFromTheDocumentationRanges() {
        assertThat(Parsed.all(new LogGenerator(SMALL).inArrivalOrder()))
                .extracting(r -> r.property("ipAddress"))
                .filteredOn(ip -> !ip.isEmpty())
                .allMatch(
                        ip ->
                                ip.matches(
                                        "(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+|2001:db8:.+"));
    }

    @Test
    void messagesHoldOneToFiftyRecordsInOrder() {
        LogGenerator generator = new LogGenerator(SMALL);
        List<List<GeneratedRecord>> messages = new ArrayList<>();
        generator.messages().forEachRemaining(messages::add);
        JsonNode first = Parsed.parse(LogGenerator.envelope(messages.get(0)));

        assertThat(messages).allMatch(message -> message.size() >= 1 && message.size() <= 50);
        assertThat(messages.stream().flatMap(List::stream).map(GeneratedRecord::eventTime))
                .containsExactlyElementsOf(
                        list(generator.inArrivalOrder()).stream()
                                .map(GeneratedRecord::eventTime)
                                .toList());
        assertThat(first.path("records")).hasSize(messages.get(0).size());
        assertThat(first.path("records").get(0).toString())
                .isEqualTo(new String(messages.get(0).get(0).json(), StandardCharsets.UTF_8));
    }

    @Test
    void halvesHoldTheSameEventsHoursApart() {
        LogGenerator generator = new LogGenerator(SMALL.withHistoryDays(0).withDelivery(0, 0.01));
        List<Iterator<GeneratedRecord>> halves = generator.inTwoHalves();
        List<Parsed> first = Parsed.all(halves.get(0));
        List<Parsed> second = Parsed.all(halves.get(1));
        Set<String> ids = ids(first);
        ids.addAll(ids(second));
        long noon = SMALL.start().toEpochMilli() + 12 * VendorTime.HOUR;

        // Follow-ups of the last minute belong to the half in which they began.
        assertThat(first).allMatch(r -> r.record().eventTime() < noon + VendorTime.MINUTE);
        assertThat(second).allMatch(r -> r.record().eventTime() >= noon);
        assertThat(ids).isEqualTo(ids(Parsed.all(generator.inArrivalOrder())));
    }

    @Test
    void oneUserCanBeHot() {
        Settings settings =
                Settings.benchmark(10_000, 5_000).withAttacks(NONE).withHotUserShare(0.2);
        LogGenerator generator = new LogGenerator(settings);
        String hot = generator.company().user(0).id();
        long count =
                Parsed.all(generator.inArrivalOrder()).stream()
                        .filter(r -> r.property("userId").equals(hot))
                        .count();

        assertThat(count / 10_000.0).isCloseTo(0.2, within(0.03));
    }

    @Test
    void employeesHaveDistinctIdsAndNames() {
        Company company = new Company(3, 30_000);
        Set<String> ids = new HashSet<>();
        Set<String> upns = new HashSet<>();
        for (int i = 0; i < company.users(); i++) {
            ids.add(company.user(i).id());
            upns.add(company.user(i).upn());
        }

        assertThat(ids).hasSize(30_000);
        assertThat(upns).hasSize(30_000);
    }

    @Test
    void aMillionEmployeesAreComputedWhenNeeded() {
        LogGenerator generator = new LogGenerator(Settings.benchmark(2_000, 1_000_000));

        assertThat(list(generator.inArrivalOrder())).hasSize(2_000);
    }

    @Test
    void anUnusualPeriodStillHoldsTheNumberOfRecords() {
        Settings settings =
                SMALL.withAttacks(NONE)
                        .withHistoryDays(0)
                        .withDelivery(0, 0)
                        .withPeriod(Instant.parse("2026-03-07T00:00:00Z"), Duration.ofDays(9));

        assertThat(list(new LogGenerator(settings).inArrivalOrder())).hasSize(6_000);
    }

    @Test
    void attacksThatNeedHistoryAreLeftOutWithoutIt() {
        EnumSet<AttackKind> without = EnumSet.noneOf(AttackKind.class);
        new LogGenerator(SMALL).attacks().forEach(attack -> without.add(attack.kind()));
        EnumSet<AttackKind> with = EnumSet.noneOf(AttackKind.class);
        new LogGenerator(Settings.demo()).attacks().forEach(attack -> with.add(attack.kind()));

        assertThat(EnumSet.complementOf(without))
                .containsExactlyInAnyOrder(
                        AttackKind.ADMIN_NEW_DEVICE_AND_LOCATION, AttackKind.ROLE_NEVER_USED);
        assertThat(with).isEqualTo(EnumSet.allOf(AttackKind.class));
    }

    private static String id(Parsed record) {
        String category = record.record().category();
        String id =
                category.equals("MicrosoftGraphActivityLogs")
                        ? record.property("requestId")
                        : record.property("id");
        assertThat(id).isNotEmpty();
        return category.equals("RiskyUsers") ? id + record.property("riskLastUpdatedDateTime") : id;
    }

    private static Set<String> ids(List<Parsed> records) {
        return records.stream()
                .map(LogGeneratorTest::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String time(Parsed record) {
        return record.json().path("time").asText();
    }

    private static List<GeneratedRecord> list(Iterator<GeneratedRecord> records) {
        List<GeneratedRecord> list = new ArrayList<>();
        records.forEachRemaining(list::add);
        return list;
    }

    private static Map<String, Long> countByCategory(List<Parsed> records) {
        return records.stream()
                .collect(Collectors.groupingBy(r -> r.record().category(), Collectors.counting()));
    }

    private static double share(Map<String, Long> counts, String category) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.getOrDefault(category, 0L) / (double) all;
    }

    private static String digest(LogGenerator generator) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            generator
                    .inArrivalOrder()
                    .forEachRemaining(
                            record -> {
                                digest.update(record.json());
                                digest.update(
                                        Long.toString(record.arrivalTime())
                                                .getBytes(StandardCharsets.US_ASCII));
                            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
