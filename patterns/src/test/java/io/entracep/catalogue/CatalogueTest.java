package io.entracep.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.detection.Entry;
import io.entracep.policy.PolicyReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final String TENANT = "6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64";

    @Test
    void tellsEveryMisfitOfAPolicyAtOnceWithItsLine() {
        assertThat(
                        problems(
                                """
                                default:
                                  detections:
                                    password-spray:
                                      settings:
                                        few: 0
                                        windw: 5m
                                        window: 5 minutes
                                        many: many
                                    privileged-sign-in-not-from-paw:
                                      settings: {scope-apps: portal}
                                    nope: {enabled: false}
                                  suppressions:
                                    - {detection: gone, owner: a, reason: b, expires: 2026-12-31}
                                """))
                .containsExactly(
                        "policy.yaml:5: default.detections.password-spray.settings.few is \"0\","
                                + " must be greater than or equal to 2",
                        "policy.yaml:6: default.detections.password-spray.settings.windw must be one"
                                + " of few, many, outweighed-by, provider-accounts, window",
                        "policy.yaml:7: default.detections.password-spray.settings.window is"
                                + " \"5 minutes\", must be a duration such as 90s, 15m, 24h or 7d",
                        "policy.yaml:8: default.detections.password-spray.settings.many is"
                                + " \"many\", must be a whole number",
                        "policy.yaml:10: default.detections.privileged-sign-in-not-from-paw.settings"
                                + ".scope-apps is \"portal\", must be a list, such as [a, b]",
                        "policy.yaml:11: default.detections.nope is \"nope\", must be a detection"
                                + " that exists; `entra-cep detections` lists them",
                        "policy.yaml:13: default.suppressions[0].detection is \"gone\", must be a"
                                + " detection that exists; `entra-cep detections` lists them");
    }

    @Test
    void tellsAMisfitWhereItIsWrittenAndOnce() {
        assertThat(
                        problems(
                                """
                                default:
                                  detections:
                                    password-spray: {settings: {few: 1}}
                                tenants:
                                  %s:
                                    detections:
                                      password-guessing: {settings: {failures: 1}}
                                """
                                        .formatted(TENANT)))
                .containsExactly(
                        "policy.yaml:3: default.detections.password-spray.settings.few is \"1\","
                                + " must be greater than or equal to 2",
                        "policy.yaml:7: tenants.%s.detections.password-guessing.settings.failures is"
                                        .formatted(TENANT)
                                + " \"1\", must be greater than or equal to 2");
    }

    /** Checked here and not at each start. */
    @Test
    void defaultsAreWithinTheirOwnBounds() throws ClassNotFoundException {
        SettingsBinder binder = new SettingsBinder();
        List<Misfit> misfits = new ArrayList<>();
        int bound = 0;
        for (Entry entry : Catalogue.load().entries()) {
            if (entry.settings().isEmpty()) {
                continue;
            }
            Class<?>[] parameters =
                    Class.forName(entry.className()).getConstructors()[0].getParameterTypes();
            Map<String, Object> defaults = new LinkedHashMap<>();
            entry.settings().forEach((name, each) -> defaults.put(name, each.defaultValue()));
            assertThat(binder.bind(parameters[1], entry, defaults, misfits::add)).isNotNull();
            bound++;
        }
        assertThat(misfits).isEmpty();
        assertThat(bound).isGreaterThan(20);
    }

    @Test
    void acceptsWhatFits() {
        assertThat(
                        problems(
                                """
                                default:
                                  detections:
                                    password-spray: {settings: {few: 20, window: 30m}}
                                """))
                .isEmpty();
    }

    private static List<String> problems(String yaml) {
        return Catalogue.load().problemsOf(PolicyReader.read("policy.yaml", yaml));
    }
}
