package io.entracep.policy;

import io.entracep.yaml.Format;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type and the default of every key of a section. */
final class ValueTypes {

    static final ValueType<ZoneId> ZONE =
            new ValueType<>(ZoneOffset.UTC, (nodes, node) -> nodes.one(node, Formats::zone));
    static final ValueType<AccountSet> ACCOUNTS =
            new ValueType<>(
                    AccountSet.NONE,
                    (nodes, node) -> new AccountSet(nodes.list(node, Formats::account)));
    static final ValueType<AccountSet> ACTORS =
            new ValueType<>(
                    AccountSet.NONE,
                    (nodes, node) -> new AccountSet(nodes.list(node, Formats::actor)));
    static final ValueType<RoleSet> PRIVILEGED_ROLES =
            roles(RoleSet.of(BuiltInRoles.PRIVILEGED.keySet(), BuiltInRoles.PRIVILEGED));
    static final ValueType<RoleSet> TIER_ZERO_ROLES =
            roles(RoleSet.of(BuiltInRoles.TIER_ZERO, BuiltInRoles.PRIVILEGED));
    static final ValueType<TextSet> AZURE_ROLES =
            new ValueType<>(
                    new TextSet(BuiltInRoles.PRIVILEGED_AZURE.keySet()), ValueTypes::azureRoles);
    static final ValueType<TextSet> GUIDS = texts(Formats::guid);
    static final ValueType<TextSet> COUNTRIES = texts(Formats::country);
    static final ValueType<TextSet> DOMAINS = texts(Formats::domain);
    static final ValueType<TextSet> TEXTS = texts(Formats::text);
    static final ValueType<TextSet> ACCOUNT_SOURCES = texts(Formats::accountSource);
    static final ValueType<NetworkSet> NETWORKS =
            new ValueType<>(
                    NetworkSet.NONE,
                    (nodes, node) -> new NetworkSet(nodes.list(node, Network::parse)));
    static final ValueType<NumberSet> ASNS = numbers(NumberSet.NONE);

    /** Source: detections catalogue, Microsoft's own autonomous systems. */
    static final ValueType<NumberSet> MICROSOFT_ASNS =
            numbers(new NumberSet(8075, 8068, 8069, 8070, 12076));

    static final ValueType<Boolean> FALSE =
            new ValueType<>(false, (nodes, node) -> nodes.one(node, Formats::bool));
    static final ValueType<List<TimeWindow>> DRILLS =
            new ValueType<>(
                    List.of(),
                    (nodes, node) -> nodes.each(node, n -> TimeWindow.readDrill(nodes, n)));
    static final ValueType<List<Station>> STATIONS =
            new ValueType<>(
                    List.of(), (nodes, node) -> nodes.each(node, n -> Station.read(nodes, n)));
    static final ValueType<PerRole<AccountSet>> ROLE_MATRIX =
            new ValueType<>(new PerRole<>(Map.of(), null), ValueTypes::roleMatrix);
    static final ValueType<PerRole<Duration>> ELEVATION_LIMITS =
            new ValueType<>(new PerRole<>(Map.of(), null), ValueTypes::elevationLimits);
    static final ValueType<Duration> WINDOW =
            new ValueType<>(
                    Duration.ofHours(24), (nodes, node) -> nodes.one(node, Formats::duration));
    static final ValueType<Long> PEOPLE =
            new ValueType<>(10L, (nodes, node) -> nodes.one(node, Formats::count));
    static final ValueType<PerAccount<TextSet>> COUNTRIES_BY_ACCOUNT =
            new ValueType<>(new PerAccount<>(Map.of()), ValueTypes::countriesByAccount);
    static final ValueType<Shifts> WORKING_HOURS = new ValueType<>(Shifts.NONE, Shifts::read);
    static final ValueType<HolidayCalendar> HOLIDAYS =
            new ValueType<>(HolidayCalendar.NONE, HolidayCalendar::read);
    static final ValueType<ChangeWindows> CHANGE_WINDOWS =
            new ValueType<>(ChangeWindows.NONE, ChangeWindows::read);
    static final ValueType<Optional<NamingRule>> NAMING_RULE =
            new ValueType<>(
                    Optional.empty(),
                    (nodes, node) -> Optional.ofNullable(nodes.one(node, Formats::namingRule)));
    static final ValueType<List<NamingRule>> NAMING_RULES =
            new ValueType<>(List.of(), (nodes, node) -> nodes.list(node, Formats::namingRule));
    static final ValueType<Map<String, NamingRule>> ATTRIBUTES =
            new ValueType<>(
                    Map.of(),
                    (nodes, node) ->
                            nodes.map(node, Formats::text, n -> nodes.one(n, Formats::namingRule)));
    static final ValueType<Map<String, String>> SEVERITIES =
            new ValueType<>(
                    Map.of(),
                    (nodes, node) ->
                            nodes.map(
                                    node,
                                    text -> TextSet.lower(Formats.text(text)),
                                    n -> nodes.one(n, Formats::severity)));
    static final ValueType<Map<String, Long>> VOLUMES =
            new ValueType<>(
                    Map.of(),
                    (nodes, node) ->
                            nodes.map(
                                    node,
                                    text -> TextSet.lower(Formats.text(text)),
                                    n -> nodes.one(n, Formats::count)));
    static final ValueType<Optional<LocalDate>> DATE =
            new ValueType<>(
                    Optional.empty(),
                    (nodes, node) -> Optional.ofNullable(nodes.one(node, Formats::date)));

    private ValueTypes() {}

    static ValueType<?> of(PolicyInput input) {
        return switch (input) {
            case TIME_ZONE -> ZONE;
            case BREAK_GLASS_ACCOUNTS,
                    PRIVILEGED_ACCOUNTS,
                    TIER_ZERO_ACCOUNTS,
                    FORMER_PRIVILEGED_ACCOUNTS,
                    VIP_ACCOUNTS,
                    LEAVERS,
                    NEW_STARTERS,
                    TRUSTED_NETWORK_ACCOUNTS,
                    NAMING_EXCEPTIONS,
                    LEGACY_ALLOWED_ACCOUNTS ->
                    ACCOUNTS;
            case APPROVED_STANDING_ASSIGNMENTS,
                    APPROVED_CREATORS,
                    TRUSTED_CLOUD_CREATORS,
                    APPROVED_PROVISIONERS,
                    APPROVED_INVITERS,
                    APPROVED_LIFECYCLE_APPS,
                    ENTITLEMENT_APPS,
                    APPROVED_USER_ADMINS,
                    APPROVED_ROLE_ADMINS,
                    APPROVED_PIM_ADMINS,
                    APPROVED_POLICY_ADMINS,
                    APPROVED_APP_ADMINS,
                    APPROVED_SYNC_ADMINS,
                    APPROVED_DOMAIN_ADMINS,
                    APPROVED_APPROVERS,
                    APPROVED_ELEVATORS,
                    APPROVED_CHANGERS,
                    APP_PIPELINES,
                    APPROVED_PRIVILEGED_APPS,
                    DOMAIN_SERVICES_ACCOUNTS,
                    DOMAIN_SERVICES_ADMINS ->
                    ACTORS;
            case BREAK_GLASS_DRILLS -> DRILLS;
            case STATIONARY_ACCOUNTS -> STATIONS;
            case PRIVILEGED_ROLES -> PRIVILEGED_ROLES;
            case TIER_ZERO_ROLES -> TIER_ZERO_ROLES;
            case PRIVILEGED_AZURE_ROLES -> AZURE_ROLES;
            case PRIVILEGED_GROUPS,
                    PIM_GOVERNED_GROUPS,
                    CONDITIONAL_ACCESS_EXCLUSION_GROUPS,
                    PAW_DEVICES,
                    OWN_TENANTS,
                    PARTNER_TENANTS,
                    HIGH_VALUE_APPLICATIONS,
                    ADMIN_APPLICATIONS,
                    SINGLE_FACTOR_APPLICATIONS ->
                    GUIDS;
            case ROLE_MATRIX -> ROLE_MATRIX;
            case ELEVATION_LIMITS -> ELEVATION_LIMITS;
            case PIM_ALERT_SEVERITIES -> SEVERITIES;
            case PAWS_MUST_BE_COMPLIANT,
                    PAWS_MUST_BE_MANAGED,
                    ADMINS_MAY_BE_SYNCED,
                    ONLY_ADMINS_MAY_BE_CLOUD_ONLY ->
                    FALSE;
            case APPROVED_BROWSERS,
                    APPROVED_OPERATING_SYSTEMS,
                    APPROVED_CITIES,
                    KNOWN_ISSUERS,
                    LEGACY_CLIENT_APPS ->
                    TEXTS;
            case APPROVED_COUNTRIES -> COUNTRIES;
            case APPROVED_COUNTRIES_BY_ACCOUNT -> COUNTRIES_BY_ACCOUNT;
            case CORPORATE_EGRESS,
                    APPROVED_NETWORKS,
                    VPN_NETWORKS,
                    HELPDESK_NETWORKS,
                    APPROVED_SCANNERS ->
                    NETWORKS;
            case VPN_ASNS -> ASNS;
            case MICROSOFT_ASNS -> MICROSOFT_ASNS;
            case WORKING_HOURS -> WORKING_HOURS;
            case HOLIDAYS -> HOLIDAYS;
            case CHANGE_WINDOWS -> CHANGE_WINDOWS;
            case ADMIN_UPN_REGEX, SERVICE_UPN_REGEX -> NAMING_RULE;
            case USER_UPN_REGEXES -> NAMING_RULES;
            case REQUIRED_ATTRIBUTES -> ATTRIBUTES;
            case APPROVED_ACCOUNT_SOURCES -> ACCOUNT_SOURCES;
            case APPROVED_DOMAINS, BLOCKED_DOMAINS, COLLABORATION_DOMAINS -> DOMAINS;
            case LEGACY_DISABLED_SINCE -> DATE;
            case EXPECTED_VOLUME -> VOLUMES;
            case INCIDENT_WINDOW -> WINDOW;
            case INCIDENT_PEOPLE -> PEOPLE;
        };
    }

    private static ValueType<RoleSet> roles(RoleSet absent) {
        return new ValueType<>(
                absent,
                (nodes, node) ->
                        new RoleSet(
                                nodes.list(
                                        node,
                                        text -> RoleName.parse(text, BuiltInRoles.PRIVILEGED))));
    }

    private static ValueType<TextSet> texts(Format<String> format) {
        return new ValueType<>(
                TextSet.NONE, (nodes, node) -> new TextSet(nodes.list(node, format)));
    }

    private static ValueType<NumberSet> numbers(NumberSet absent) {
        return new ValueType<>(
                absent, (nodes, node) -> NumberSet.of(nodes.list(node, Formats::autonomousSystem)));
    }

    private static TextSet azureRoles(NodeReader nodes, YamlNode node) {
        return new TextSet(
                nodes.list(
                        node,
                        text -> {
                            String id = RoleName.parse(text, BuiltInRoles.PRIVILEGED_AZURE).id();
                            if (id == null) {
                                throw new MalformedValue(
                                        "the role definition id (GUID) of an Azure role, or one of "
                                                + String.join(
                                                        ", ",
                                                        BuiltInRoles.PRIVILEGED_AZURE.values()));
                            }
                            return id;
                        }));
    }

    private static PerRole<AccountSet> roleMatrix(NodeReader nodes, YamlNode node) {
        return new PerRole<>(
                nodes.map(
                        node,
                        text -> RoleName.parse(text, BuiltInRoles.PRIVILEGED),
                        n -> new AccountSet(nodes.list(n, Formats::actor))),
                null);
    }

    private static PerRole<Duration> elevationLimits(NodeReader nodes, YamlNode node) {
        Map<RoleName, Duration> limits =
                new LinkedHashMap<>(
                        nodes.map(
                                node,
                                text -> RoleName.parse(text, BuiltInRoles.PRIVILEGED),
                                n -> nodes.one(n, Formats::duration)));
        Duration otherwise = limits.remove(new RoleName(null, "default"));
        return new PerRole<>(limits, otherwise);
    }

    private static PerAccount<TextSet> countriesByAccount(NodeReader nodes, YamlNode node) {
        return new PerAccount<>(
                nodes.map(
                        node, Formats::account, n -> new TextSet(nodes.list(n, Formats::country))));
    }
}
