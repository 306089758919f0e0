package io.entracep.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static final String ID = "84360e8b-3321-4e37-b9ec-10fccd0263b8";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "null", "<null>", " <null> "})
    void takesTheSpellingsOfNothingForNothing(String text) {
        assertThat(Values.present(text)).isNull();
        assertThat(Values.id(text)).isNull();
    }

    @Test
    void takesNoneForNothingOnlyInReasons() {
        assertThat(Values.reason("None")).isNull();
        assertThat(Values.present("None")).isEqualTo("None");
    }

    @Test
    void writesIdsInLowerCaseAndHasNoZeroId() {
        assertThat(Values.id("84360E8B-3321-4E37-B9EC-10FCCD0263B8")).isEqualTo(ID);
        assertThat(Values.id("00000000-0000-0000-0000-000000000000")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Tmp@Contoso.com, tmp@contoso.com",
        "84360e8b33214e37b9ec10fccd0263b8tmp@contoso.com, tmp@contoso.com",
        "84360E8B33214E37B9EC10FCCD0263B8_tmp@contoso.com, tmp@contoso.com",
        "84360e8b33214e37b9ec10fccd0263b9tmp@contoso.com,"
                + " 84360e8b33214e37b9ec10fccd0263b9tmp@contoso.com",
        "c3813493-bf92-5123-2717-8a8b2979c38b, c3813493-bf92-5123-2717-8a8b2979c38b",
        "ANONYMIZED, anonymized"
    })
    void namesDeletedUsersAsBefore(String logged, String name) {
        assertThat(Values.userPrincipalName(logged, ID)).isEqualTo(name);
    }

    @Test
    void hasNoNameThatOnlyRepeatsTheId() {
        assertThat(Values.userPrincipalName(ID.toUpperCase(java.util.Locale.ROOT), ID)).isNull();
        assertThat(Values.userPrincipalName(ID.replace("-", ""), ID)).isNull();
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(Values.cut("ab\ud83d\ude00", 3)).isEqualTo("ab");
        assertThat(Values.cut("ab\ud83d\ude00", 4)).isEqualTo("ab\ud83d\ude00");
    }
}
