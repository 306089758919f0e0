package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entracep.yaml.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReaderTest {

    @TempDir Path folder;

    @Test
    void tellsEveryProblemOfAFileAtOnce() {
        String yaml =
                """
                defaults: {}
                default:
                  break-glas-accounts: []
                  time-zone: Europe/Belin
                  break-glass-accounts:
                    - bg1@example.com
                    - BG1@example.com
                    - 1234-not-a-guid
                    - 00000000-0000-0000-0000-000000000000
                  corporate-egress: [192.0.2.7/24, 192.0.2.0/33, 2001:db8::/129, 010.0.0.1]
                  admin-upn-regex: '^adm_(.+@'
                  approved-countries: UK
                  approved-inviters:
                  legacy-disabled-since: 2026-02-30
                  paws-must-be-compliant: yes
                  privileged-roles: [Global Adminstrator]
                  elevation-limits: {default: 8 hours}
                  working-hours:
                    default: {days: [mon, mo], from: 25:00, to: 18:00}
                  break-glass-drills:
                    - {start: 2026-05-12T11:00, end: 2026-05-12T09:00}
                  suppressions:
                    - detection: mfa-denied
                      match: {usr: alice@example.com}
                      expires: tomorrow
                  detections:
                    Mfa_Denied: {severity: urgent}
                  vip-accounts: [ceo@example.com]
                  vip-accounts: []
                tenants:
                  contoso: {vpn-asns: [AS64500]}
                """;

        assertThat(messages(yaml))
                .containsExactly(
                        "policy.yaml:1: defaults must be a known key: did you mean default?",
                        "policy.yaml:3: default.break-glas-accounts must be a known key:"
                                + " did you mean break-glass-accounts?",
                        "policy.yaml:4: default.time-zone is \"Europe/Belin\", must be a time zone"
                                + " of the IANA list: did you mean Europe/Berlin?",
                        "policy.yaml:7: default.break-glass-accounts[1] is \"BG1@example.com\","
                                + " must be listed once (it is also on line 6)",
                        "policy.yaml:8: default.break-glass-accounts[2] is \"1234-not-a-guid\","
                                + " must be an object id (GUID) or a user principal name such as"
                                + " alice@example.com",
                        "policy.yaml:9: default.break-glass-accounts[3] is"
                                + " \"00000000-0000-0000-0000-000000000000\", must be an object id"
                                + " (GUID) or a user principal name such as alice@example.com",
                        "policy.yaml:10: default.corporate-egress[0] is \"192.0.2.7/24\", must be a"
                                + " network whose bits after /24 are zero, or an address without"
                                + " prefix",
                        "policy.yaml:10: default.corporate-egress[1] is \"192.0.2.0/33\", must be a"
                                + " network with a prefix from /1 to /32",
                        "policy.yaml:10: default.corporate-egress[2] is \"2001:db8::/129\", must be"
                                + " a network with a prefix from /1 to /128",
                        "policy.yaml:10: default.corporate-egress[3] is \"010.0.0.1\", must be an"
                                + " IP address or a network in CIDR form such as 192.0.2.0/24 or"
                                + " 2001:db8::/48",
                        "policy.yaml:11: default.admin-upn-regex is \"^adm_(.+@\", must be a"
                                + " regular expression: Unclosed group near character 10",
                        "policy.yaml:12: default.approved-countries is \"UK\", must be a list, such"
                                + " as [a, b]",
                        "policy.yaml:13: default.approved-inviters must be a list ([] for none); it"
                                + " is empty",
                        "policy.yaml:14: default.legacy-disabled-since is \"2026-02-30\", must be a"
                                + " date that exists, such as 2026-12-31",
                        "policy.yaml:15: default.paws-must-be-compliant is \"yes\", must be true or"
                                + " false",
                        "policy.yaml:16: default.privileged-roles[0] is \"Global Adminstrator\","
                                + " must be the id or the exact name of a role: did you mean Global"
                                + " Administrator? (a custom role with this name is listed by its"
                                + " id)",
                        "policy.yaml:17: default.elevation-limits.default is \"8 hours\", must be a"
                                + " positive duration such as 90s, 15m, 8h, 7d or PT8H",
                        "policy.yaml:19: default.working-hours.default.days[1] is \"mo\", must be a"
                                + " day of the week: mon, tue, wed, thu, fri, sat or sun",
                        "policy.yaml:19: default.working-hours.default.from is \"25:00\", must be a"
                                + " time of day from 00:00 to 24:00",
                        "policy.yaml:21: default.break-glass-drills[0].end is \"2026-05-12T09:00\","
                                + " must be after start",
                        "policy.yaml:23: default.suppressions[0].owner must be given: who answers"
                                + " for it",
                        "policy.yaml:23: default.suppressions[0].reason must be given: why nobody"
                                + " need be told",
                        "policy.yaml:24: default.suppressions[0].match.usr must be a known key: did"
                                + " you mean user?",
                        "policy.yaml:25: default.suppressions[0].expires is \"tomorrow\", must be a"
                                + " date that exists, such as 2026-12-31",
                        "policy.yaml:27: default.detections.Mfa_Denied is \"Mfa_Denied\", must be"
                                + " the id of a detection, such as password-spray-by-ip",
                        "policy.yaml:27: default.detections.Mfa_Denied.severity is \"urgent\", must"
                                + " be one of informational, low, medium, high, critical",
                        "policy.yaml:29: default.vip-accounts must be given once (it is also on"
                                + " line 28)",
                        "policy.yaml:31: tenants.contoso is \"contoso\", must be a GUID such as"
                                + " 3f2a9c1e-5b7d-4e60-9a8b-1c2d3e4f5a6b, not the zero GUID",
                        "policy.yaml:31: tenants.contoso.vpn-asns[0] is \"AS64500\", must be the"
                                + " number of an autonomous system, 1 to 4294967295");
    }

    @Test
    void tellsAProblemOfTheDefaultSectionOnceHoweverManyTenantsInheritIt() {
        String yaml =
                """
                default:
                  vpn-asns: [0]
                tenants:
                  6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64: {}
                  2f6d9b41-8c3e-4a75-9d10-7b5e3f1c8a26: {}
                """;

        assertThat(messages(yaml)).hasSize(1);
    }

    @Test
    void tellsOfADomainThatIsBothApprovedAndBlocked() {
        assertThat(
                        messages(
                                "default:\n  approved-domains: [Example.com]\n"
                                        + "  blocked-domains: [example.com, example.net]\n"))
                .containsExactly(
                        "policy.yaml:3: default.blocked-domains must be without example.com, which"
                                + " is approved");
    }

    @Test
    void tellsOfWindowsThatMixTheirForms() {
        assertThat(messages("default:\n  change-windows: [{start: 2026-01-01T00:00, days: [mon]}]"))
                .containsExactly(
                        "policy.yaml:2: default.change-windows[0] must be either start and end, or"
                                + " days, from and to; it mixes them");
    }

    @Test
    void refusesAFileWithoutContent() {
        String expected =
                "policy.yaml: must be a mapping with default and tenants; the file has no content";

        assertThat(messages("")).containsExactly(expected);
        assertThat(messages("# nothing here yet\n")).containsExactly(expected);
        assertThat(messages("---\n")).containsExactly(expected);
    }

    @Test
    void refusesTextThatIsNoMapping() {
        assertThat(messages("just words"))
                .containsExactly(
                        "policy.yaml:1: is \"just words\", must be a mapping of keys to values");
    }

    @Test
    void refusesBrokenYamlWithItsLine() {
        assertThat(messages("default:\n  vpn-asns: [1\n  leavers: []\n"))
                .singleElement()
                .asString()
                .startsWith("policy.yaml:3: must be YAML text: ");
    }

    @Test
    void refusesAliasesSoThatASmallFileStaysSmall() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(messages(bomb.toString()))
                .containsExactly(
                        "policy.yaml:2: a1[0] must be written out: aliases (*a0) are not"
                                + " supported");
    }

    @Test
    void refusesTagsDepthAndASecondDocument() {
        assertThat(messages("default: !!javax.script.ScriptEngineManager []"))
                .singleElement()
                .asString()
                .startsWith("policy.yaml:1: default must be written without a tag (!");
        assertThat(messages("default: " + "[".repeat(500_000)))
                .singleElement()
                .asString()
                .endsWith("must be nested at most 20 levels deep");
        assertThat(messages("default: {}\n---\ndefault: {}\n"))
                .containsExactly("policy.yaml:3: must be one document; the file has a second one");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, "#".repeat(PolicyReader.MAX_BYTES) + "\n");

        assertThat(messages(file)).containsExactly(file + ": must be at most 1048576 bytes long");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, (byte) 0xff});

        assertThat(messages(file))
                .containsExactly(file + ": must be YAML text in UTF-8; it has bytes that are none");

        Files.write(file, new byte[] {0, 1, 2, 3});
        assertThat(messages(file)).singleElement().asString().contains("must be YAML text");
    }

    @Test
    void refusesAFileThatIsNotThereAndAFolder() {
        assertThat(messages(folder.resolve("none.yaml")))
                .singleElement()
                .asString()
                .contains("must be a file that can be read (NoSuchFileException");
        assertThat(messages(folder))
                .singleElement()
                .asString()
                .contains("must be a file that can be read");
    }

    @Test
    void readsAFileWithByteOrderMarkAndWindowsLineEnds() throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, "\uFEFFdefault:\r\n  leavers: [bob@example.com]\r\n");

        assertThat(
                        PolicyReader.read(file)
                                .forTenant(null)
                                .holds(PolicyInput.LEAVERS, null, "bob@example.com"))
                .isTrue();
    }

    @Test
    void tellsProblemsOnOneLineWhateverTheValue() {
        assertThat(messages("default:\n  vpn-asns: [\"a\\nb\\u001b[31m" + "x".repeat(400) + "\"]"))
                .singleElement()
                .asString()
                .doesNotContain("\n", "\u001b")
                .contains("… (408 characters)");
    }

    @Property
    void neverFailsInAnotherWayWhateverTheText(@ForAll @StringLength(max = 200) String text) {
        readOrRefuse(text);
    }

    @Property
    void neverFailsInAnotherWayWhateverTheYamlLikeText(
            @ForAll
                    @StringLength(max = 60)
                    @net.jqwik.api.constraints.Chars({
                        '[', ']', '{', '}', ':', ',', ' ', '\n', '-', '&', '*', '!', '|', '>', '%',
                        '"', '\'', '#', '?', '<', '~', '@', '.', '0'
                    })
                    @CharRange(from = 'a', to = 'c')
                    String text) {
        readOrRefuse("default:\n  leavers: " + text);
    }

    @Property
    void neverFailsInAnotherWayWhateverTheBytes(@ForAll @Size(max = 100) byte[] bytes) {
        readOrRefuse(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static void readOrRefuse(String text) {
        try {
            assertThat(PolicyReader.read("policy.yaml", text)).isNotNull();
        } catch (PolicyException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    private static List<String> messages(String yaml) {
        return messages(() -> PolicyReader.read("policy.yaml", yaml));
    }

    private static List<String> messages(Path file) {
        return messages(() -> PolicyReader.read(file));
    }

    private static List<String> messages(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        PolicyException refused = catchThrowableOfType(PolicyException.class, read);
        assertThat(refused).isNotNull();
        assertThat(refused).hasMessageContaining(refused.problems().get(0).message());
        return refused.problems().stream().map(Problem::message).toList();
    }
}
