package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Columns;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules ask for the category of a sign-in, which most shapes spell otherwise or leave out. */
class LogOfARecordTest {
    private static final String SIGN_IN =
            """
            {"id":"s-1","createdDateTime":"2026-03-09T09:00:00Z","userId":"u-1","appId":"a-1",\
            "userPrincipalName":"ann@example.com","ipAddress":"192.0.2.7","status":{"errorCode":0},\
            "authenticationRequirement":"singleFactorAuthentication","isInteractive":%s}""";

    private static final RecordDecoder DECODER =
            new RecordDecoder(new Rulebook(Policy.none(), RuleTexts.NONE).create());

    @ParameterizedTest
    @ValueSource(strings = {"SignIn", "signinlogs", "SignIns", "insights-logs-signinlogs"})
    void isTheSameHoweverTheCategoryIsSpelled(String category) {
        assertThat(rules(enveloped(category)))
                .isEqualTo(rules(enveloped("SignInLogs")))
                .isNotEmpty();
    }

    @Test
    void isTheSameForAGraphObject() {
        assertThat(rules(SIGN_IN.formatted(true))).isEqualTo(rules(enveloped("SignInLogs")));
        assertThat(rules(SIGN_IN.formatted(false)))
                .isEqualTo(rules(enveloped("NonInteractiveUserSignInLogs")));
    }

    @Test
    void isTheSameForARowOfAdvancedHunting() {
        Columns columns =
                Columns.of(
                        List.of(
                                "Timestamp",
                                "RequestId",
                                "ErrorCode",
                                "AccountUpn",
                                "AccountObjectId",
                                "ApplicationId",
                                "IPAddress",
                                "AuthenticationRequirement",
                                "LogonType"),
                        "x.csv");
        byte[] row =
                columns.record(
                        List.of(
                                "2026-03-09T09:00:00Z",
                                "s-1",
                                "0",
                                "ann@example.com",
                                "u-1",
                                "a-1",
                                "192.0.2.7",
                                "singleFactorAuthentication",
                                "[\"interactiveUser\"]"));
        assertThat(rules(new String(row, StandardCharsets.UTF_8)))
                .isEqualTo(rules(enveloped("SignInLogs")));
    }

    private static String enveloped(String category) {
        return "{\"category\":\"%s\",\"operationName\":\"Sign-in activity\",\"resultType\":\"0\",\"properties\":%s}"
                .formatted(category, SIGN_IN.formatted(true));
    }

    private static List<Long> rules(String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        List<Long> rules = new ArrayList<>();
        DECODER.decode(
                bytes,
                0,
                bytes.length,
                new Position("s", 0, 0),
                decoded -> {
                    for (long rule : ((Decoded.Event) decoded).rules()) {
                        rules.add(rule);
                    }
                });
        return rules;
    }
}
