package io.entracep.policy;

import static io.entracep.policy.PolicyInput.*;

import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import io.entracep.yaml.Spelling;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation decided for one tenant, as questions. Immutable and safe for threads.
 *
 * <p>Every argument may be null and then simply holds nowhere, except where a method says
 * otherwise. Ids are object ids or application ids, names are user principal names or display
 * names; neither case matters, and text that is in lower case already is not copied.
 *
 * <p>Questions about a list that the policy does not have answer false; ask {@link #has} first
 * where "not on the list" is what counts. {@link #entry(PolicyInput, String, String)} gives the
 * text by which an alert names what decided.
 */
public final class TenantPolicy {

    private final EnumMap<PolicyInput, Object> values = new EnumMap<>(PolicyInput.class);
    private final EnumMap<PolicyInput, String> paths = new EnumMap<>(PolicyInput.class);
    private final Map<String, DetectionChoice> detections;
    private final Map<String, List<Suppression>> suppressions;
    private final Map<String, List<String>> lists;
    private final ZoneId zone;
    private final Schedule schedule;
    private final OptionalLong legacyDisabledSince;

    /**
     * @param section the merged section of the tenant
     */
    TenantPolicy(PolicySection section) {
        for (PolicyInput input : PolicyInput.values()) {
            values.put(input, section.value(input));
            section.path(input).ifPresent(path -> paths.put(input, path));
        }
        detections = section.detections();
        suppressions = section.suppressions();
        lists = section.lists();
        zone = value(TIME_ZONE, ValueTypes.ZONE);
        schedule =
                value(WORKING_HOURS, ValueTypes.WORKING_HOURS)
                        .with(value(HOLIDAYS, ValueTypes.HOLIDAYS));
        legacyDisabledSince =
                value(LEGACY_DISABLED_SINCE, ValueTypes.DATE)
                        .map(date -> date.atStartOfDay(zone).toInstant().toEpochMilli())
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty());
    }

    // --- what the policy has, and how alerts name it

    /**
     * Whether the policy decides this. A list that is written but empty counts: it decides that
     * nobody is on it. Roles, Microsoft's networks and switches have built-in defaults and always
     * count.
     */
    public boolean has(PolicyInput input) {
        return isGiven(input) || input.hasBuiltInDefault();
    }

    /** Whether the file says anything of it. */
    public boolean isGiven(PolicyInput input) {
        return paths.containsKey(input);
    }

    /**
     * The texts of a list as written, for rules that name it; empty where the policy does not have
     * it. Lists of the organisation's own stand under {@code lists}.
     *
     * @param name any case, with or without {@code -} and {@code _}
     */
    public Optional<List<String>> list(String name) {
        return Optional.ofNullable(lists.get(Spelling.canonical(name)));
    }

    /** Where it stands in the file: {@code default.paw-devices}. */
    public String entry(PolicyInput input) {
        String path = paths.get(input);
        if (path != null) {
            return path;
        }
        return input.key() + (input.hasBuiltInDefault() ? " (built-in default)" : " (not given)");
    }

    /**
     * Where it stands and which entry holds: {@code default.break-glass-accounts: bg1@example.com}.
     *
     * @param id object id; for networks the address
     */
    public String entry(PolicyInput input, @Nullable String id, @Nullable String name) {
        String written =
                values.get(input) instanceof Entries entries ? entries.written(id, name) : null;
        return written == null ? entry(input) : entry(input) + ": " + written;
    }

    /**
     * Whether a list has it, whatever it lists.
     *
     * @param id object id, address, country …; null where unknown
     * @param name user principal name or display name, null where unknown
     */
    public boolean holds(PolicyInput list, @Nullable String id, @Nullable String name) {
        return values.get(list) instanceof Entries entries && entries.contains(id, name);
    }

    /**
     * Whether a list of ids, addresses, domains or other texts has this one.
     *
     * @param text null where unknown: no list has it
     */
    public boolean holds(PolicyInput list, @Nullable String text) {
        return holds(list, text, null);
    }

    /** The time zone of the tenant, UTC unless given. */
    public ZoneId zone() {
        return zone;
    }

    // --- people

    /**
     * The entry of that drill ({@code default.break-glass-drills[0]}), null where there is none.
     */
    public @Nullable String announcedDrill(
            @Nullable String id, @Nullable String name, long timeMillis) {
        List<TimeWindow> drills = value(BREAK_GLASS_DRILLS, ValueTypes.DRILLS);
        for (int i = 0; i < drills.size(); i++) {
            TimeWindow drill = drills.get(i);
            if (drill.contains(timeMillis) && drill.holdsFor(id, name)) {
                return drill.path();
            }
        }
        return null;
    }

    /**
     * Whether the account belongs to one place and this is another. False for accounts that belong
     * nowhere in particular, and where nothing is known of the place.
     */
    public boolean isAwayFromStation(
            @Nullable String id,
            @Nullable String name,
            @Nullable String country,
            @Nullable String state,
            @Nullable String ip) {
        for (Station station : value(STATIONARY_ACCOUNTS, ValueTypes.STATIONS)) {
            if (station.accounts().contains(id, name)) {
                return !station.allows(country, state, ip);
            }
        }
        return false;
    }

    // --- roles and groups

    /** Whether the role is privileged: listed, or tier zero. */
    public boolean isPrivilegedRole(@Nullable String templateId, @Nullable String name) {
        return value(PRIVILEGED_ROLES, ValueTypes.PRIVILEGED_ROLES).contains(templateId, name)
                || isTierZeroRole(templateId, name);
    }

    /** Whether the role that a record is about is privileged. */
    public boolean isPrivilegedRole(@Nullable RoleReference role) {
        return role != null && isPrivilegedRole(role.templateId(), role.name());
    }

    /** Whether the role can give itself any other. */
    public boolean isTierZeroRole(@Nullable String templateId, @Nullable String name) {
        return value(TIER_ZERO_ROLES, ValueTypes.TIER_ZERO_ROLES).contains(templateId, name);
    }

    /**
     * Whether the Azure role is privileged.
     *
     * @param roleDefinitionId its GUID, or the resource id that ends with it
     */
    public boolean isPrivilegedAzureRole(@Nullable String roleDefinitionId) {
        return roleDefinitionId != null
                && texts(PRIVILEGED_AZURE_ROLES).contains(lastPart(roleDefinitionId));
    }

    /**
     * Name of an Azure role for people to read: records tell the id alone. Of a role that is not
     * among the built-in privileged ones, the id.
     *
     * @param roleDefinitionId its GUID, or the resource id that ends with it
     */
    public static String azureRoleName(String roleDefinitionId) {
        String id = lastPart(roleDefinitionId);
        return BuiltInRoles.PRIVILEGED_AZURE.getOrDefault(id.toLowerCase(Locale.ROOT), id);
    }

    private static String lastPart(String resourceId) {
        return resourceId.substring(resourceId.lastIndexOf('/') + 1);
    }

    /** Whether the role matrix has this role and the account is not among those who may hold it. */
    public boolean breaksRoleMatrix(
            @Nullable String templateId,
            @Nullable String roleName,
            @Nullable String id,
            @Nullable String name) {
        AccountSet holders = value(ROLE_MATRIX, ValueTypes.ROLE_MATRIX).of(templateId, roleName);
        return holders != null && !holders.contains(id, name);
    }

    /** How long an elevation to the role may last; empty where the policy does not say. */
    public Optional<Duration> elevationLimit(@Nullable String templateId, @Nullable String name) {
        return Optional.ofNullable(
                value(ELEVATION_LIMITS, ValueTypes.ELEVATION_LIMITS).of(templateId, name));
    }

    // --- devices

    /** Whether a workstation must also be said to be compliant. */
    public boolean pawsMustBeCompliant() {
        return value(PAWS_MUST_BE_COMPLIANT, ValueTypes.FALSE);
    }

    /** Whether a workstation must also be said to be managed. */
    public boolean pawsMustBeManaged() {
        return value(PAWS_MUST_BE_MANAGED, ValueTypes.FALSE);
    }

    /**
     * Whether browser and operating system are approved. True where they are unknown, or the policy
     * approves none.
     *
     * @param browser as logged, with its version
     * @param system as logged
     */
    public boolean isApprovedClient(@Nullable String browser, @Nullable String system) {
        return beginsAsListed(APPROVED_BROWSERS, browser)
                && beginsAsListed(APPROVED_OPERATING_SYSTEMS, system);
    }

    private boolean beginsAsListed(PolicyInput list, @Nullable String text) {
        if (text == null || text.isEmpty() || !has(list)) {
            return true;
        }
        String lower = TextSet.lower(text);
        return texts(list).texts().stream().anyMatch(lower::startsWith);
    }

    // --- places

    /**
     * Whether the account may be in the country. True where the country is unknown (null or empty)
     * or the policy approves no country at all: then there is nothing to break.
     *
     * @param country two letters
     */
    public boolean isApprovedCountry(
            @Nullable String country, @Nullable String id, @Nullable String name) {
        if (country == null || country.isEmpty() || !has(APPROVED_COUNTRIES)) {
            return true;
        }
        if (texts(APPROVED_COUNTRIES).contains(country)) {
            return true;
        }
        TextSet own =
                value(APPROVED_COUNTRIES_BY_ACCOUNT, ValueTypes.COUNTRIES_BY_ACCOUNT).of(id, name);
        return own != null && own.contains(country);
    }

    /** Whether the address is corporate egress, of the VPN, or approved besides. */
    public boolean isApprovedNetwork(@Nullable String ip) {
        return holds(CORPORATE_EGRESS, ip)
                || networks(APPROVED_NETWORKS).contains(ip)
                || networks(VPN_NETWORKS).contains(ip);
    }

    /**
     * Whether address or autonomous system are those of a VPN in use.
     *
     * @param asn 0 where unknown
     */
    public boolean isVpn(@Nullable String ip, long asn) {
        return networks(VPN_NETWORKS).contains(ip)
                || value(VPN_ASNS, ValueTypes.ASNS).contains(asn);
    }

    /** Whether the autonomous system is Microsoft's own. */
    public boolean isMicrosoftNetwork(long asn) {
        return value(MICROSOFT_ASNS, ValueTypes.MICROSOFT_ASNS).contains(asn);
    }

    // --- times

    /**
     * The hours of the account, else of the country, else of everyone; null where none are given.
     *
     * @param country two upper-case letters
     */
    public @Nullable WorkingHours workingHoursOf(
            @Nullable String id, @Nullable String name, @Nullable String country) {
        return schedule.of(id, name, country);
    }

    /** Whether changes are expected at this time. */
    public boolean isChangeWindow(long timeMillis) {
        return value(CHANGE_WINDOWS, ValueTypes.CHANGE_WINDOWS).contains(timeMillis);
    }

    // --- names

    /** What names of administrators look like, null where not given. */
    public @Nullable NamingRule adminUpn() {
        return value(ADMIN_UPN_REGEX, ValueTypes.NAMING_RULE).orElse(null);
    }

    /** What names of service accounts look like, null where not given. */
    public @Nullable NamingRule serviceUpn() {
        return value(SERVICE_UPN_REGEX, ValueTypes.NAMING_RULE).orElse(null);
    }

    /** What names of users look like: one must match. Empty where not given. */
    public List<NamingRule> userUpns() {
        return value(USER_UPN_REGEXES, ValueTypes.NAMING_RULES);
    }

    /**
     * Whether the name matches a pattern of users, administrators or service accounts, or the
     * account may have another. True where no name is known: there is nothing to break.
     */
    public boolean isAllowedName(@Nullable String id, @Nullable String name) {
        return name == null
                || holds(NAMING_EXCEPTIONS, id, name)
                || Stream.concat(
                                Stream.of(adminUpn(), serviceUpn()).filter(Objects::nonNull),
                                userUpns().stream())
                        .anyMatch(rule -> rule.matches(name));
    }

    /** Attributes that a new account must have, with what they look like, in file order. */
    public Map<String, NamingRule> requiredAttributes() {
        return Collections.unmodifiableMap(value(REQUIRED_ATTRIBUTES, ValueTypes.ATTRIBUTES));
    }

    /** Whether accounts named like administrators may come by synchronisation. */
    public boolean adminsMayBeSynced() {
        return value(ADMINS_MAY_BE_SYNCED, ValueTypes.FALSE);
    }

    /** Whether only accounts named like administrators may be made in the cloud. */
    public boolean onlyAdminsMayBeCloudOnly() {
        return value(ONLY_ADMINS_MAY_BE_CLOUD_ONLY, ValueTypes.FALSE);
    }

    // --- who may do what

    /**
     * Whether the party is on a list of accounts. Prefer this to id and name: it knows that the
     * display name of an application is no user principal name.
     *
     * @param list an input that lists accounts, such as {@link PolicyInput#APPROVED_INVITERS}
     * @throws ClassCastException if the input lists no accounts
     */
    public boolean lists(PolicyInput list, @Nullable Party party) {
        return accounts(list).contains(party);
    }

    /**
     * Whether the account is on a list of accounts.
     *
     * @param list an input that lists accounts, such as {@link PolicyInput#APPROVED_INVITERS}
     * @throws ClassCastException if the input lists no accounts
     */
    public boolean lists(PolicyInput list, @Nullable String id, @Nullable String name) {
        return accounts(list).contains(id, name);
    }

    /** Whether accounts may have this domain: listed, and not blocked. */
    public boolean isApprovedDomain(@Nullable String domain) {
        return texts(APPROVED_DOMAINS).contains(domain) && !holds(BLOCKED_DOMAINS, domain);
    }

    // --- legacy authentication

    /** Since when legacy authentication is switched off, milliseconds; empty where not given. */
    public OptionalLong legacyDisabledSince() {
        return legacyDisabledSince;
    }

    // --- incidents

    /** How long after one alert of an incident another may begin. */
    public Duration incidentWindow() {
        return value(INCIDENT_WINDOW, ValueTypes.WINDOW);
    }

    /** What more people than this share, such as an address, joins no alerts by itself. */
    public long incidentPeople() {
        return value(INCIDENT_PEOPLE, ValueTypes.PEOPLE);
    }

    // --- detections

    /** Whether the detection runs; true unless the policy switches it off. */
    public boolean enabled(String detectionId) {
        return choice(detectionId).enabled();
    }

    /**
     * Severity in lower case in place of the catalogue's, which records may still make worse or
     * milder; empty where the policy has none.
     */
    public Optional<String> baseSeverity(String detectionId) {
        return Optional.ofNullable(choice(detectionId).baseSeverity());
    }

    /** Severity in lower case of every alert of it; empty where the policy has none. */
    public Optional<String> severity(String detectionId) {
        return Optional.ofNullable(choice(detectionId).severity());
    }

    /**
     * Settings in place of the catalogue's, by key as written: String, Long, Double, Boolean, List
     * or Map. May be empty. Whether a detection has such settings is not checked here.
     */
    public Map<String, Object> settings(String detectionId) {
        return choice(detectionId).settings();
    }

    /**
     * The first suppression that holds for an alert, null where none does. Expiry is compared with
     * the time of the event.
     *
     * @param facts what the alert is about: {@code user} (name), {@code user-id}, {@code ip} …
     */
    public @Nullable Suppression suppression(
            String detectionId, Map<String, String> facts, long eventTimeMillis) {
        List<Suppression> candidates = suppressions.getOrDefault(detectionId, List.of());
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).holds(facts, eventTimeMillis)) {
                return candidates.get(i);
            }
        }
        return null;
    }

    /** Every suppression, by detection and then in the order of the file. */
    public List<Suppression> suppressions() {
        return new TreeMap<>(suppressions).values().stream().flatMap(List::stream).toList();
    }

    private DetectionChoice choice(String detectionId) {
        return detections.getOrDefault(detectionId, DetectionChoice.NONE);
    }

    private AccountSet accounts(PolicyInput input) {
        return (AccountSet) values.getOrDefault(input, AccountSet.NONE);
    }

    private TextSet texts(PolicyInput input) {
        return (TextSet) values.getOrDefault(input, TextSet.NONE);
    }

    private NetworkSet networks(PolicyInput input) {
        return (NetworkSet) values.getOrDefault(input, NetworkSet.NONE);
    }

    @SuppressWarnings("unchecked") // put there by a value type of the same parameter
    private <T> T value(PolicyInput input, ValueType<T> type) {
        return (T) values.getOrDefault(input, type.absent());
    }
}
