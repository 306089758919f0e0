package io.entracep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.Category;
import io.entracep.sentinel.SentinelColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Bicep files against the code, and their structure: the compiler cannot be had here. */
class AzureTemplatesTest {
    private static final Path TABLE = DeployFiles.AZURE.resolve("modules/sentinel-table.bicep");
    private static final Path HUBS = DeployFiles.AZURE.resolve("modules/event-hubs.bicep");
    private static final Path ENTRA = DeployFiles.AZURE.resolve("entra-logs.bicep");
    private static final Path MAIN = DeployFiles.AZURE.resolve("main.bicep");

    @Test
    void theTableHasTheColumnsThatTheJobSends() throws IOException {
        assertThat(Bicep.read(TABLE).list("columns"))
                .containsExactlyElementsOf(
                        Arrays.stream(SentinelColumn.values())
                                .map(
                                        column ->
                                                "{ name: '%s', type: '%s' }"
                                                        .formatted(
                                                                column.title(),
                                                                column.type().label()))
                                .toList());
    }

    @Test
    void everyLogThatTheJobUnderstandsIsSent() throws IOException {
        // Not logs of the tenant: those of a subscription, of a resource, of the job itself.
        Set<Category> others =
                EnumSet.of(
                        Category.OTHER,
                        Category.AZURE_ACTIVITY,
                        Category.DOMAIN_SERVICES,
                        Category.KEY_VAULT,
                        Category.FINDING);

        assertThat(Bicep.read(ENTRA).list("knownLogs"))
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.copyOf(others)).stream()
                                .map(category -> "'" + category.logName() + "'")
                                .toList());
    }

    @Test
    void theLogOfAKeyVaultIsSentUnderItsName() throws IOException {
        assertThat(Files.readString(DeployFiles.AZURE.resolve("modules/key-vault-log.bicep")))
                .contains("category: '" + Category.KEY_VAULT.logName() + "'");
    }

    /** Source of the names: Microsoft Entra's diagnostic settings. The job counts them as other. */
    @Test
    void theOtherLogsOfTheTenantAreSentTooUnlessSwitchedOff() throws IOException {
        assertThat(Bicep.read(ENTRA).list("otherLogs"))
                .containsExactly(
                        "'AzureADGraphActivityLogs'",
                        "'EnrichedOffice365AuditLogs'",
                        "'GraphNotificationsActivityLogs'",
                        "'NetworkAccessAlerts'",
                        "'NetworkAccessConnectionEvents'",
                        "'NetworkAccessGenerativeAIInsights'",
                        "'NetworkAccessTrafficLogs'",
                        "'RemoteNetworkHealthLogs'");
    }

    /**
     * They belong to another provider; one name that a provider does not know fails its setting.
     */
    @Test
    void customSecurityAttributesAreNotAmongTheLogsOfTheDirectory() throws IOException {
        assertThat(Files.readString(ENTRA)).doesNotContain("'CustomSecurityAttributeAuditLogs'");
    }

    @Test
    void keysMayListenOrSendAndNeverBoth() throws IOException {
        assertThat(groups(Files.readString(HUBS), "rights: \\[(.*)]"))
                .containsExactlyInAnyOrder("'Listen'", "'Send'");
    }

    @Test
    void theJobGetsTheSmallestRolesWhereItNeedsThem() throws IOException {
        // Source of the ids: Azure built-in roles.
        Map<String, String> roles =
                Map.of(
                        "Azure Event Hubs Data Receiver", "a638d3c7-ab3a-418d-83e6-5f17a39d4fde",
                        "Azure Event Hubs Data Sender", "2b629674-e913-4c01-ae53-ef4638d8f975",
                        "Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb",
                        "Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe");
        Set<String> ids = new TreeSet<>();
        for (Path file : templates()) {
            ids.addAll(
                    groups(
                            Files.readString(file),
                            "'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'"));
        }

        assertThat(ids).containsExactlyInAnyOrderElementsOf(roles.values());
    }

    @Test
    void namesAreThoseOfTheDocuments() throws IOException {
        String main = Files.readString(MAIN);
        String document = Files.readString(DeployFiles.ROOT.resolve("docs/sentinel.md"));

        String table = groups(main, "param tableName string = '(\\w+)'").iterator().next();
        assertThat(document).contains(table);
        assertThat(main).contains("param streamName string = '" + table.replace("_CL", "") + "'");
    }

    @Test
    void everyFileIsSoundInItself() throws IOException {
        for (Path file : templates()) {
            Bicep bicep = Bicep.read(file);
            assertThat(bicep.isBalanced()).as("brackets and quotes of %s", file).isTrue();
            assertThat(bicep.unused()).as("unused in %s", file).isEmpty();
            assertThat(bicep.undeclared()).as("undeclared in %s", file).isEmpty();
            assertThat(bicep.resourceTypes())
                    .as("versions in %s", file)
                    .allSatisfy(
                            type ->
                                    assertThat(type)
                                            .matches("[\\w./]+@\\d{4}(-\\d\\d){2}(-preview)?"));
        }
    }

    @Test
    void modulesGetWhatTheyAskForAndNothingElse() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<Path> used = new TreeSet<>();
        Bicep main = Bicep.read(MAIN);
        for (Bicep.Module module : main.modules()) {
            Bicep target = Bicep.read(module.file());
            used.add(module.file());
            if (!target.parameters().keySet().equals(module.arguments())) {
                wrong.add(module.symbol() + " gets " + module.arguments());
            }
            Set<String> read = groups(main.text(), "\\b" + module.symbol() + "\\.outputs\\.(\\w+)");
            if (!target.outputs().containsAll(read)) {
                wrong.add(module.symbol() + " is asked for " + read);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(used)
                .containsExactlyElementsOf(
                        DeployFiles.below(DeployFiles.AZURE.resolve("modules"), ".bicep"));
    }

    @Test
    void samplesGiveWhatIsRequiredAndNothingUnknown() throws IOException {
        for (Path file : DeployFiles.below(DeployFiles.AZURE, ".bicepparam")) {
            String text = Files.readString(file);
            Path target = file.resolveSibling(groups(text, "(?m)^using '(.+)'$").iterator().next());
            Map<String, Boolean> parameters = Bicep.read(target).parameters();
            Set<String> given = groups(text, "(?m)^param (\\w+) = '.*'$");

            assertThat(parameters.keySet()).containsAll(given);
            assertThat(given)
                    .containsAll(parameters.keySet().stream().filter(parameters::get).toList());
        }
    }

    private static List<Path> templates() throws IOException {
        return DeployFiles.below(DeployFiles.AZURE, ".bicep");
    }

    private static Set<String> groups(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
