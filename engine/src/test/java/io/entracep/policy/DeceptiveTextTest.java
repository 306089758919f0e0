package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entracep.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that look like others are told; those of one alphabet are left alone. */
class DeceptiveTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "adm\u200Bin",
                "adm\u00ADin",
                "\u202Enimda",
                "admin\u2066",
                "admin\u200F",
                "admin\u00A0",
                "adm\u2060in",
                "\uFEFFadmin",
                "adm\uFE0Fin",
                "adm\u3164in",
                "admin\uE000",
                "\u0430dmin",
                "adm\u0456n",
                "\u03BFffice",
                "b\u00FCr\u043E"
            })
    void whatCannotBeSeenOrLooksLikeAnotherLetterIsTold(String text) {
        assertThat(DeceptiveText.lack(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin@example.com",
                "Büro München",
                "бухгалтерия",
                "Отдел IT",
                "Διοίκηση",
                "管理者",
                "日本語のロール",
                "إدارة",
                "svc-*@example.com",
                "Zoë O'Neill-Łukasz"
            })
    void whatIsWhatItLooksLikeIsLeftAlone(String text) {
        assertThat(DeceptiveText.lack(text)).isEmpty();
    }

    @Test
    void aPolicyTellsEachWithItsLineAndTheCharacters() {
        PolicyException refused =
                catchThrowableOfType(
                        PolicyException.class,
                        () ->
                                PolicyReader.read(
                                        "policy.yaml",
                                        """
                                        default:
                                          time-zone: UTC
                                          break-glass-accounts:
                                            - "bg\\u200B1@example.com"
                                            - \u0430dmin@example.com
                                        """));

        assertThat(refused.problems()).extracting(Problem::line).containsExactly(4, 5);
        assertThat(refused.getMessage())
                .contains("bg<U+200B>1@example.com", "U+200B", "latin and cyrillic");
    }
}
