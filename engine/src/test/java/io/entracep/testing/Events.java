package io.entracep.testing;

import io.entracep.decode.ErrorCodes;
import io.entracep.event.Audit;
import io.entracep.event.Category;
import io.entracep.event.Change;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import io.entracep.event.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes events for tests: {@code signIn().user("u1",
 * "ann@example.com").at(NOON).code(50126).build()}.
 */
public final class Events {
    public static final String TENANT = "11111111-1111-1111-1111-111111111111";
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    /** Global Administrator. */
    public static final RoleReference GLOBAL_ADMINISTRATOR =
            new RoleReference("62e90394-69f5-4237-9190-012177145e10", "Global Administrator");

    private Events() {}

    /** An interactive sign-in that succeeded with a password. */
    public static SignInBuilder signIn() {
        return new SignInBuilder(Category.SIGN_IN);
    }

    /** A token refresh. */
    public static SignInBuilder refresh() {
        return new SignInBuilder(Category.NON_INTERACTIVE_SIGN_IN)
                .method(null)
                .token("refreshToken");
    }

    /** An audited operation that succeeded. */
    public static AuditBuilder audit(String activity) {
        return new AuditBuilder(Category.AUDIT, activity);
    }

    /** What both have. */
    @SuppressWarnings("unchecked")
    abstract static class Builder<B extends Builder<B>> {
        String id;
        Instant time = NOON;
        Party actor;
        String ip;
        String country;
        String state;
        String city;
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        long asn;
        String agent;
        String correlation;
        Duration emittedAfter = Duration.ofMinutes(2);
        boolean timeSuspect;

        /** Identity; unless given it is made of everything else. */
        public B id(String value) {
            id = value;
            return (B) this;
        }

        public B at(Instant value) {
            time = value;
            return (B) this;
        }

        public B at(Instant start, Duration after) {
            return at(start.plus(after));
        }

        public B ip(String value) {
            ip = value;
            return (B) this;
        }

        public B asn(long value) {
            asn = value;
            return (B) this;
        }

        public B userAgent(String value) {
            agent = value;
            return (B) this;
        }

        public B country(String value) {
            country = value;
            return (B) this;
        }

        public B place(
                String newCity,
                String newState,
                String newCountry,
                double newLatitude,
                double newLongitude) {
            city = newCity;
            state = newState;
            country = newCountry;
            latitude = newLatitude;
            longitude = newLongitude;
            return (B) this;
        }

        public B correlation(String value) {
            correlation = value;
            return (B) this;
        }

        /** The envelope's time is so much later. */
        public B emittedAfter(Duration value) {
            emittedAfter = value;
            return (B) this;
        }

        public B timeSuspect() {
            timeSuspect = true;
            return (B) this;
        }

        Origin origin() {
            String network = ip;
            if (ip != null && ip.contains(":")) {
                String[] groups = ip.split(":");
                network =
                        String.join(":", List.of(groups).subList(0, Math.min(4, groups.length)))
                                + "::/64";
            }
            return new Origin(ip, network, country, state, city, latitude, longitude, asn, agent);
        }

        EntraEvent event(
                Category category,
                String activity,
                Outcome outcome,
                Device device,
                SignIn signIn,
                Audit audit) {
            EntraEvent without =
                    new EntraEvent(
                            TENANT,
                            id == null ? "" : id,
                            category,
                            category.logName(),
                            time.toEpochMilli(),
                            time.plus(emittedAfter).toEpochMilli(),
                            timeSuspect,
                            activity.strip().toLowerCase(Locale.ROOT),
                            activity,
                            outcome,
                            actor,
                            origin(),
                            device,
                            correlation,
                            signIn,
                            audit,
                            null);
            if (id != null) {
                return without;
            }
            id = io.entracep.state.StableHash.hex64(without.toString());
            return event(category, activity, outcome, device, signIn, audit);
        }
    }

    /** Makes a sign-in. */
    public static final class SignInBuilder extends Builder<SignInBuilder> {
        private final Category category;
        private int code;
        private Device device = Device.NONE;
        private String detail;
        private String appId = "app-portal";
        private String appName = "Azure Portal";
        private String clientApp = "Browser";
        private String requirement = "singleFactorAuthentication";
        private String protocol;
        private String token = "none";
        private String method = "Password";
        private String stepDetail;
        private String userType = "member";
        private String alternateName;
        private boolean mfaCompleted;
        private boolean addressBlocked;

        SignInBuilder(Category category) {
            this.category = category;
        }

        public SignInBuilder user(String userId, String name) {
            actor = new Party("User", userId, name);
            return this;
        }

        public SignInBuilder code(int value) {
            code = value;
            return this;
        }

        /** Code 50053, since the address is blocked as malicious. */
        public SignInBuilder addressBlocked() {
            addressBlocked = true;
            return code(ErrorCodes.LOCKED_OUT);
        }

        public SignInBuilder detail(String value) {
            detail = value;
            return this;
        }

        public SignInBuilder device(String deviceId) {
            device = new Device(deviceId, null, "Windows10", "Edge 131.0.0", null, false, false);
            return this;
        }

        public SignInBuilder device(Device value) {
            device = value;
            return this;
        }

        public SignInBuilder app(String newId, String name) {
            appId = newId;
            appName = name;
            return this;
        }

        public SignInBuilder clientApp(String value) {
            clientApp = value;
            return this;
        }

        public SignInBuilder protocol(String value) {
            protocol = value;
            return this;
        }

        public SignInBuilder token(String value) {
            token = value;
            return this;
        }

        public SignInBuilder method(String value) {
            method = value;
            return this;
        }

        public SignInBuilder stepDetail(String value) {
            stepDetail = value;
            return this;
        }

        public SignInBuilder alternateName(String value) {
            alternateName = value;
            return this;
        }

        /** A second factor was completed. */
        public SignInBuilder withMfa() {
            mfaCompleted = true;
            requirement = "multiFactorAuthentication";
            method = "Password,Mobile app notification";
            return this;
        }

        public EntraEvent build() {
            SignIn signIn =
                    new SignIn(
                            code,
                            detail,
                            appId,
                            appName,
                            null,
                            null,
                            clientApp,
                            requirement,
                            protocol,
                            token,
                            method,
                            stepDetail,
                            mfaCompleted,
                            category == Category.SIGN_IN,
                            userType,
                            null,
                            alternateName,
                            null,
                            null,
                            null,
                            addressBlocked,
                            null);
            return event(
                    category, "Sign-in activity", ErrorCodes.outcome(code), device, signIn, null);
        }
    }

    /** Makes an audit record. */
    public static final class AuditBuilder extends Builder<AuditBuilder> {
        private final Category category;
        private final String activity;
        private final List<Party> targets = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();
        private final Map<String, String> details = new TreeMap<>();
        private Outcome outcome = Outcome.SUCCESS;
        private String service = "Core Directory";
        private String reason;
        private String app;
        private RoleReference role;

        AuditBuilder(Category category, String activity) {
            this.category = category;
            this.activity = activity;
        }

        public AuditBuilder by(String userId, String name) {
            actor = new Party("User", userId, name);
            return this;
        }

        /** An application did it. */
        public AuditBuilder byApp(String servicePrincipalId, String name) {
            actor = new Party("ServicePrincipal", servicePrincipalId, name);
            app = name;
            return this;
        }

        public AuditBuilder on(String kind, String targetId, String name) {
            targets.add(new Party(kind, targetId, name));
            return this;
        }

        public AuditBuilder onUser(String userId, String name) {
            return on("User", userId, name);
        }

        public AuditBuilder role(RoleReference value) {
            role = value;
            return this;
        }

        public AuditBuilder service(String value) {
            service = value;
            return this;
        }

        public AuditBuilder reason(String value) {
            reason = value;
            return this;
        }

        public AuditBuilder failed() {
            outcome = Outcome.FAILURE;
            return this;
        }

        public AuditBuilder change(String name, String oldValue, String newValue) {
            changes.add(new Change(name, oldValue, newValue));
            return this;
        }

        public AuditBuilder detail(String key, String value) {
            details.put(key, value);
            return this;
        }

        public EntraEvent build() {
            return event(
                    category,
                    activity,
                    outcome,
                    Device.NONE,
                    null,
                    new Audit(service, null, reason, app, role, targets, changes, details));
        }
    }

    /** An Azure Activity record. */
    public static AuditBuilder azure(String operation) {
        return new AuditBuilder(Category.AZURE_ACTIVITY, operation);
    }
}
