package io.entracep.serial;

import io.entracep.decode.Decoded;
import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import io.entracep.event.Audit;
import io.entracep.event.Category;
import io.entracep.event.Change;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.Risk;
import io.entracep.event.RoleReference;
import io.entracep.event.SignIn;
import io.entracep.signal.Derivation;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invented values whose bytes are kept in the test resources: never change them, add new ones. */
final class Samples {

    static final String TENANT = "8f14e45f-ceea-467f-a0e6-d5a3c1b2f701";
    static final String ALICE = "3c59dc04-8e88-4502-8e9f-a1b2c3d4e5f6";
    static final String BOB = "b6d767d2-f8ed-4d21-a44b-0e5886680cb9";
    static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

    private Samples() {}

    static Entity alice() {
        return new Entity(EntityType.USER, TENANT, ALICE);
    }

    /** A sign-in as most are: interactive, from a managed device, second factor done before. */
    static Observation typicalSignIn() {
        return new Observation(
                alice(),
                Roles.ACTOR,
                SignalSet.of(
                        Signal.SIGN_IN,
                        Signal.SIGN_IN_SUCCESS,
                        Signal.SIGN_IN_INTERACTIVE,
                        Signal.SIGN_IN_FRESH,
                        Signal.SIGN_IN_LOCATED),
                typicalEvent(),
                null);
    }

    static EntraEvent typicalEvent() {
        return new EntraEvent(
                TENANT,
                "0b1c2d3e-4f50-4162-8374-95a6b7c8d900",
                Category.SIGN_IN,
                "SignInLogs",
                NOON,
                NOON + 93_000,
                false,
                "sign-in activity",
                "Sign-in activity",
                Outcome.SUCCESS,
                new Party("User", ALICE, "alice@example.com"),
                new Origin(
                        "192.0.2.17",
                        "192.0.2.17",
                        "FR",
                        "Seine-Et-Marne",
                        "Champs-Sur-Marne",
                        48.12341,
                        2.12341,
                        64500,
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
                                + " Gecko) Chrome/131.0.0.0 Safari/537.36"),
                new Device(
                        "d3d94468-02a4-4259-b55d-38e6d163e820",
                        "LAPTOP-4711",
                        "Windows10",
                        "Chrome 131.0.0",
                        "Azure AD joined",
                        true,
                        true),
                "6f4922f4-5568-461a-8cdf-4ad2299f6d23",
                new SignIn(
                        0,
                        "MFA requirement satisfied by claim in the token",
                        "00000002-0000-0ff1-ce00-000000000000",
                        "Office 365 Exchange Online",
                        "00000003-0000-0000-c000-000000000000",
                        "Microsoft Graph",
                        "Browser",
                        "multiFactorAuthentication",
                        "none",
                        "none",
                        null,
                        null,
                        false,
                        true,
                        "member",
                        "1f0e3dad-9990-4345-b743-9f8ffabdffc4",
                        null,
                        null,
                        null,
                        "success",
                        false,
                        null),
                null,
                null);
    }

    /** Every component of a sign-in record set, with text beyond Latin-1. */
    static Observation fullSignIn() {
        EntraEvent event =
                new EntraEvent(
                        TENANT,
                        "sign-in-2",
                        Category.NON_INTERACTIVE_SIGN_IN,
                        "noninteractiveusersigninlogs",
                        NOON,
                        NOON - 1,
                        true,
                        "sign-in activity",
                        "Sign-in activity",
                        Outcome.FAILURE,
                        new Party("User", BOB, "боб@example.com"),
                        new Origin(
                                "2001:db8:1:2::17",
                                "2001:db8:1:2::/64",
                                "JP",
                                "東京都",
                                "千代田区",
                                35.5,
                                139.75,
                                4_294_967_295L,
                                "agent \uD83D\uDE00 \uD800 é"),
                        new Device("id", "name", "os", "browser", "trust", false, true),
                        "correlation",
                        new SignIn(
                                50126, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", true,
                                false, "l", "m", "n", "o", "p", "q", false, null),
                        null,
                        null);
        return new Observation(
                new Entity(EntityType.IP, TENANT, "2001:db8:1:2::/64"),
                Roles.SOURCE,
                SignalSet.of(Signal.SIGN_IN, Signal.FINDING),
                event,
                null);
    }

    /** A role assignment, every component of an audit record set. */
    /** What was appended to a sign-in since the first bytes were kept. */
    static Observation blockedSignIn() {
        EntraEvent event =
                new EntraEvent(
                        TENANT,
                        "sign-in-3",
                        Category.SIGN_IN,
                        "SignInLogs",
                        NOON,
                        NOON,
                        false,
                        "sign-in activity",
                        "Sign-in activity",
                        Outcome.FAILURE,
                        new Party("User", ALICE, null),
                        Origin.NONE,
                        Device.NONE,
                        null,
                        new SignIn(
                                50053, null, null, null, null, null, null, null, null, null, null,
                                null, false, true, null, null, null, null, null, null, true, null),
                        null,
                        null);
        return new Observation(
                alice(),
                Roles.ACTOR,
                SignalSet.of(Signal.SIGN_IN, Signal.SIGN_IN_ADDRESS_BLOCKED),
                event,
                null);
    }

    static Observation audit() {
        EntraEvent event =
                new EntraEvent(
                        TENANT,
                        "Directory_1_2",
                        Category.AUDIT,
                        "AuditLogs",
                        NOON,
                        NOON,
                        false,
                        "add member to role",
                        "Add member to role",
                        Outcome.SUCCESS,
                        new Party("User", ALICE, "alice@example.com"),
                        new Origin(
                                "198.51.100.3",
                                "198.51.100.3",
                                null,
                                null,
                                null,
                                Double.NaN,
                                Double.NaN,
                                0,
                                null),
                        Device.NONE,
                        null,
                        null,
                        new Audit(
                                "Core Directory",
                                "Assign",
                                "on call",
                                "MS-PIM",
                                new RoleReference(
                                        "62e90394-69f5-4237-9190-012177145e10",
                                        "Global Administrator"),
                                List.of(
                                        new Party("User", BOB, "bob@example.com"),
                                        new Party(null, null, null)),
                                List.of(
                                        new Change(
                                                "Role.DisplayName", null, "Global Administrator"),
                                        new Change("Role.ObjectID", "before", null)),
                                Map.of("b", "2", "a", "1", "c", "")),
                        null);
        return new Observation(
                new Entity(EntityType.USER, "other-tenant", BOB),
                Roles.TARGET | Roles.OBJECT,
                SignalSet.of(Signal.AUDIT, Signal.ROLE_ASSIGNED, Signal.PRIVILEGED_ACTION),
                event,
                null);
    }

    /** A risk record, and nothing else known. */
    static Observation risk() {
        return new Observation(
                alice(),
                Roles.TARGET,
                SignalSet.of(Signal.USER_RISK_DETECTED),
                bare(
                        Category.USER_RISK_EVENT,
                        new Risk("unlikelyTravel", "high", "atrisk", "none", "request")),
                null);
    }

    /** A finding over two observations. */
    static Observation finding() {
        return new Observation(
                alice(),
                Roles.ACTOR,
                SignalSet.of(Signal.FINDING),
                bare(Category.FINDING, null),
                new Derivation(
                        "password-spray-by-ip",
                        "finding-1",
                        "high",
                        Map.of("users", "12", "window", "PT1H"),
                        List.of(audit(), fullSignIn())));
    }

    private static EntraEvent bare(Category category, @Nullable Risk risk) {
        return new EntraEvent(
                TENANT,
                "bare",
                category,
                category.logName(),
                -1,
                -1,
                false,
                "same",
                "same",
                Outcome.UNKNOWN,
                null,
                Origin.NONE,
                Device.NONE,
                null,
                null,
                null,
                risk);
    }

    static Decoded deadLetter() {
        return new DeadLetter(
                Reason.LIMIT_EXCEEDED,
                "nested deeper than 1000",
                "insights-logs-signinlogs-3",
                1_234_567_890_123L,
                NOON,
                "{\"records\":[{\"é\":\"\uD83D\uDE00\"");
    }
}
