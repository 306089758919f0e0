package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.yaml.MalformedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NamingRuleTest {

    @Test
    void matchesAnywhereUnlessAnchoredAndInAnyCase() throws MalformedValue {
        assertThat(NamingRule.compile("adm_").matches("x.ADM_y@example.com")).isTrue();
        assertThat(NamingRule.compile("^ADM_.+@").matches("adm_y@example.com")).isTrue();
        assertThat(NamingRule.compile("^adm_").matches("x.adm_y@example.com")).isFalse();
        assertThat(NamingRule.compile("^adm_").matches(null)).isFalse();
    }

    @Test
    @Timeout(10)
    void givesUpOnANameThatIsMadeToStallIt() throws MalformedValue {
        NamingRule rule = NamingRule.compile("^(([a-z])+.)+[A-Z]([a-z])+$");

        assertThat(rule.matches("a".repeat(200) + "!")).isFalse();
        assertThat(NamingRule.compile("^(a|b)*$").matches("ab".repeat(100_000))).isFalse();
    }
}
