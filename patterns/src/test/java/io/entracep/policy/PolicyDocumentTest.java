package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/policy.md and test-data/policy.yaml say is what the code does. */
class PolicyDocumentTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\| (.+?) \\| (.+?) \\| `(.+?)` \\| (.+) \\|$");
    private static final Pattern EXAMPLE =
            Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Path ROOT = root();

    private final String document = read("docs/policy.md");

    @Test
    void describesEveryKeyOnceAndNoOther() {
        assertThat(rows().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(PolicySection.keys());
    }

    @Test
    void givesAnExampleOfEveryKeyThatIsValid() {
        List<String> wrong = new ArrayList<>();
        rows().forEach(
                        row -> {
                            String yaml = "default: {" + row.group(1) + ": " + row.group(4) + "}";
                            String key = row.group(1);
                            if (key.equals("approved-countries-by-account")) {
                                yaml =
                                        yaml.replace(
                                                "{approved", "{approved-countries: [DE], approved");
                            }
                            wrong.addAll(problems(key, yaml));
                        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void givesNoDefaultOnlyWhereThereIsNone() {
        rows().filter(row -> PolicyInput.ofKey(row.group(1)).isPresent())
                .forEach(
                        row ->
                                assertThat(!row.group(3).equals("none"))
                                        .as(row.group(1))
                                        .isEqualTo(
                                                PolicyInput.ofKey(row.group(1))
                                                        .orElseThrow()
                                                        .hasBuiltInDefault()));
    }

    @Test
    void mentionsEveryKeyBelowThem() {
        List<String> keys = new ArrayList<>();
        keys.addAll(Shift.KEYS);
        keys.addAll(TimeWindow.DRILL_KEYS);
        keys.addAll(ChangeWindows.KEYS);
        keys.addAll(Station.KEYS);
        keys.addAll(Suppression.KEYS);
        keys.addAll(Suppression.FACTS);
        keys.addAll(DetectionChoice.KEYS);
        keys.addAll(Formats.SEVERITIES);
        keys.addAll(Formats.ACCOUNT_SOURCES);

        assertThat(keys)
                .allSatisfy(
                        key ->
                                assertThat(document)
                                        .containsPattern("[`{ ,]" + Pattern.quote(key) + "[`:]"));
    }

    @Test
    void listsEveryBuiltInRole() {
        BuiltInRoles.PRIVILEGED.forEach(
                (id, name) -> assertThat(document).contains("| " + id + " | " + name + " |"));
        BuiltInRoles.PRIVILEGED_AZURE.forEach(
                (id, name) -> assertThat(document).contains("| " + id + " | " + name + " |"));
    }

    @Test
    void showsOnlyPoliciesThatAreValid() {
        List<String> examples = EXAMPLE.matcher(document).results().map(r -> r.group(1)).toList();

        assertThat(examples).hasSizeGreaterThan(4);
        assertThat(examples).allSatisfy(yaml -> assertThat(problems("example", yaml)).isEmpty());
    }

    @Test
    void theSampleIsValidAndHasATenantOfItsOwn() {
        Policy sample = PolicyReader.read(ROOT.resolve("test-data/policy.yaml"));
        TenantPolicy subsidiary = sample.forTenant("6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64");

        assertThat(sample.sections()).hasSize(2);
        assertThat(
                        sample.forTenant(null)
                                .holds(PolicyInput.BREAK_GLASS_ACCOUNTS, null, "bg1@example.com"))
                .isTrue();
        assertThat(subsidiary.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, null, "bg1@example.com"))
                .isFalse();
        assertThat(subsidiary.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, null, "bg-us@example.com"))
                .isTrue();
        assertThat(subsidiary.holds(PolicyInput.VIP_ACCOUNTS, null, "ceo@example.com")).isTrue();
    }

    private static List<String> problems(String name, String yaml) {
        try {
            return Catalogue.load().problemsOf(PolicyReader.read(name, yaml));
        } catch (PolicyException e) {
            return e.problems().stream().map(Problem::message).toList();
        }
    }

    private Stream<Matcher> rows() {
        return document.lines().map(ROW::matcher).filter(Matcher::matches);
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file + " must be readable", e);
        }
    }

    /** The folder that holds the documents: this one or one above. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/policy.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new AssertionError("docs/policy.md must be above the module");
            }
        }
        return folder;
    }
}
