package io.entracep.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.PolicyReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherPolicyTest {
    private static final String TENANT = "6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64";
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final OtherValue USERS = new OtherValue("password-spray", "many", "3", "5");

    @Test
    void changesASettingAndNothingElse() {
        Policy policy =
                PolicyReader.read(
                        "p",
                        "default: {vip-accounts: [ceo@example.com], holidays: {default: [2026-12-25]}}");

        Policy other = OtherPolicy.with(policy, List.of(USERS), CATALOGUE);

        assertThat(other.forTenant(null).settings("password-spray")).containsEntry("many", 3L);
        assertThat(other.forTenant(null).holds(PolicyInput.VIP_ACCOUNTS, null, "ceo@example.com"))
                .isTrue();
    }

    @Test
    void changesItAlsoWhereATenantHasItsOwn() {
        Policy policy =
                PolicyReader.read(
                        "p",
                        "tenants: {"
                                + TENANT
                                + ": {detections: {password-spray: {settings: {many: 50}}}}}");

        assertThat(
                        OtherPolicy.with(policy, List.of(USERS), CATALOGUE)
                                .forTenant(TENANT)
                                .settings("password-spray"))
                .containsEntry("many", 3L);
    }

    @Test
    void refusesWhatADetectionCannotUse() {
        assertThat(
                        OtherPolicy.with(
                                Policy.none(),
                                List.of(new OtherValue("password-spray", "many", "0", "5")),
                                CATALOGUE))
                .isNull();
        assertThat(
                        OtherPolicy.with(
                                Policy.none(),
                                List.of(
                                        new OtherValue(
                                                "password-spray", "no-such-setting", "1", "5")),
                                CATALOGUE))
                .isNull();
    }

    @Test
    void relaxesThresholdsToHalfAndWindowsToTwice() {
        Policy policy =
                PolicyReader.read(
                        "p", "default: {detections: {password-spray: {settings: {many: 20}}}}");

        assertThat(Relaxation.all(policy, CATALOGUE))
                .contains(
                        new OtherValue("password-spray", "many", "10", "20"),
                        new OtherValue("password-spray", "window", "144h", "72h"));
    }
}
