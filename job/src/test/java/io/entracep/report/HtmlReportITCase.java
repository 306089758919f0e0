package io.entracep.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.entracep.alert.Evidence;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a browser shows it. */
class HtmlReportITCase {
    private static final Duration HOUR = Duration.ofHours(1);

    private static Browser browser;

    @TempDir private Path folder;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsIncidentsWithTheirAlertsByRankAndTime() throws IOException {
        Page page = open(sample());

        assertThat(page.locator(".incident h3").allInnerTexts())
                .hasSize(2)
                .first()
                .asString()
                .contains("critical", "Title of worst-detection: ann@example.com");
        assertThat(page.locator(".incident").first().locator(".alert .reason").allInnerTexts())
                .containsExactly("Reason of a: ann@example.com", "Reason of b: ann@example.com");
        assertThat(page.locator(".lead").innerText())
                .contains("3 alerts in 2 incidents: 1 critical, 1 high, 1 low.");
        assertThat(page.locator("#read").innerText())
                .contains("SignInLogs", "16", "MALFORMED_JSON");
        assertThat(page.locator(".matrix").innerText()).contains("T1110.003", "Password Spraying");
        assertThat(page.locator("#accounts tbody tr").first().innerText())
                .contains("ann@example.com", "critical");
    }

    @Test
    void drawsALaneForEachEntityAndAMarkForEachStage() throws IOException {
        Page page = open(sample());
        Locator picture = page.locator(".incident").first().locator("svg.timeline");

        assertThat(picture.locator(".name").allTextContents()).containsExactly("ann@example.com");
        assertThat(picture.locator(".bar").count()).isEqualTo(2);
        assertThat(picture.locator(".mark").count()).isEqualTo(4);
        assertThat(picture.boundingBox().width).isGreaterThan(700);
    }

    @Test
    void recordsAndStepsComeWhenAnAlertIsOpened() throws IOException {
        Page page = open(sample());
        Locator alert = page.locator("#a-a");
        assertThat(alert.locator(".records td").count()).isZero();

        alert.locator("summary").click();
        // The browser tells that it is open in a task of its own.
        alert.locator(".records tbody tr").first().waitFor();

        assertThat(alert.locator(".records tbody tr").count()).isEqualTo(3);
        assertThat(alert.locator(".records tbody tr").first().innerText())
                .contains(
                        "2026-03-03 12:00:00.000Z",
                        "first stage",
                        "failure 50126",
                        "ann@example.com",
                        "198.51.100.1",
                        "a-0");
        assertThat(alert.locator(".todo li").allInnerTexts())
                .containsExactly("Ask worst-detection's user.", "Revoke tokens.");
    }

    @Test
    void aLinkToAnAlertOpensIt() throws IOException {
        sample();
        Page page = browser.open(folder.resolve("report.html"), "#a-c");

        assertThat(page.locator("#a-c details").getAttribute("open")).isNotNull();
        assertThat(page.locator("#a-c .records tbody tr").count()).isEqualTo(1);
        assertThat(page.locator("#a-a details").getAttribute("open")).isNull();
    }

    @Test
    void filtersByPersonDetectionSeverityAndTime() throws IOException {
        Page page = open(sample());

        page.fill("#f-person", "BOB@");
        assertShown(page, "c");
        page.fill("#f-person", "198.51.100.1");
        assertShown(page, "a", "b");
        page.fill("#f-person", "");
        page.selectOption("#f-detection", "worst-detection");
        assertShown(page, "a");
        page.selectOption("#f-detection", "");
        page.selectOption("#f-severity", "3");
        assertShown(page, "a", "b");
        page.locator("#filters button").click();
        assertShown(page, "a", "b", "c");
        page.fill("#f-from", "2026-03-03T12:30");
        assertShown(page, "b", "c");
        page.fill("#f-to", "2026-03-03T14:00");
        assertShown(page, "b");
        page.fill("#f-person", "nobody");
        assertShown(page);
        assertThat(page.locator("#nothing").isVisible()).isTrue();
    }

    @Test
    void textsOfAnAttackerStayTexts() throws IOException {
        String name =
                "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
                        + "<!--${7*7}{{7*7}}\u202E\u0000]]>&lt;@example.com";
        ReplayFolder replay = new ReplayFolder(folder);
        for (int i = 0; i < 3; i++) {
            replay.alert(
                    "x" + i,
                    "some-detection",
                    name + i,
                    "high",
                    "Reason " + name,
                    List.of(
                            new Evidence(
                                    name,
                                    name,
                                    ReplayFolder.time(HOUR),
                                    name,
                                    name,
                                    name,
                                    name,
                                    name,
                                    "192.0.2.1",
                                    name,
                                    name),
                            new Evidence(
                                    name + 2,
                                    name + 2,
                                    ReplayFolder.time(HOUR.multipliedBy(2)),
                                    name,
                                    name,
                                    name,
                                    name,
                                    name,
                                    name,
                                    name,
                                    name)),
                    null);
        }
        replay.summary(
                "{\"records\": 1, \"policy\": \"<script>alert(4)</script>\", \"recordsByCategory\": {\"<img src=x onerror=alert(5)>\": 1}}");
        Page page = open(replay.write());
        page.locator("summary").first().click();
        page.locator(".records tbody tr").first().waitFor();
        page.fill("#f-person", "<script>");

        assertThat(page.locator("img").count()).isZero();
        assertThat(page.locator("script").count()).isEqualTo(2);
        assertThat(page.locator("[onload],[onerror]").count()).isZero();
        assertThat(page.locator("#a-x0 .reason").textContent())
                .contains("</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'>");
        assertThat(page.locator("#a-x0 .records td").nth(4).textContent())
                .contains("<img src=x onerror=alert(2)>");
        assertThat(page.locator("#read").innerText()).contains("<img src=x onerror=alert(5)>");
    }

    @Test
    void tellsWhatWasSuppressedByWhomAndWhetherThatHasExpired() throws IOException {
        Policy policy =
                PolicyReader.read(
                        "p",
                        """
                        default:
                          suppressions:
                            - {detection: mfa-denied, owner: soc@example.com, reason: new phone, expires: 2026-03-05}
                            - {detection: password-spray, owner: soc@example.com, reason: a test, expires: 2026-12-31}
                        """);
        ReplayFolder replay = new ReplayFolder(folder);
        replay.alert("a", "ann@example.com", "high", HOUR, "198.51.100.1", 1);
        replay.alert(
                "s",
                "mfa-denied",
                "bob@example.com",
                "high",
                "Bob declined.",
                List.of(
                        new Evidence(
                                "denial",
                                "e",
                                ReplayFolder.time(HOUR),
                                "SignInLogs",
                                "Sign-in activity",
                                "failure 500121",
                                "bob@example.com",
                                null,
                                null,
                                null,
                                null)),
                "default.suppressions[0]");
        Page page = open(replay.write(policy));

        assertThat(page.locator(".lead").innerText())
                .contains("1 alert in 1 incident: 1 high.", "1 alert suppressed.");
        assertThat(page.locator("#suppressed tbody tr").allInnerTexts())
                .satisfiesExactly(
                        row ->
                                assertThat(row)
                                        .contains(
                                                "soc@example.com",
                                                "new phone",
                                                "2026-03-05",
                                                "expired",
                                                "1"),
                        row ->
                                assertThat(row)
                                        .contains("a test", "2026-12-31")
                                        .doesNotContain("expired"));
        assertThat(page.locator("#suppressed .alert .reason").allInnerTexts())
                .containsExactly("Bob declined.");
        assertThat(page.locator("#incidents .alert").count()).isEqualTo(1);
    }

    @Test
    void isReadableInTheDarkAndOnPaper() throws IOException {
        Page page = open(sample());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(contrast(page, ".reason", ".incident")).isGreaterThan(7);
        assertThat(contrast(page, ".meta", ".incident")).isGreaterThan(4.5);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(contrast(page, ".reason", ".incident")).isGreaterThan(7);
        assertThat(contrast(page, ".meta", ".incident")).isGreaterThan(4.5);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#filters").isVisible()).isFalse();
        assertThat(page.locator("#a-a .reason").isVisible()).isTrue();

        byte[] pdf = page.pdf();

        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    void saysSoWhereThereIsNoAlert() throws IOException {
        Page page = open(new ReplayFolder(folder).write());

        assertThat(page.locator(".lead").innerText()).contains("No alert.");
        assertThat(page.locator(".incident").count()).isZero();
    }

    @Test
    void tenThousandAlertsLoadAndFilterInTime() throws IOException {
        ReplayFolder replay = new ReplayFolder(folder);
        String[] severities = {"critical", "high", "medium", "low"};
        for (int i = 0; i < 10_000; i++) {
            replay.alert(
                    "alert-" + i,
                    "user" + i % 4_000 + "@example.com",
                    severities[i % 4],
                    Duration.ofMinutes(3L * i),
                    "198.51." + i % 200 + "." + i / 200,
                    1 + i % 12);
        }
        replay.write();
        long size = Files.size(folder.resolve("report.html"));
        Page page = browser.open(folder.resolve("report.html"));
        double loaded =
                ((Number)
                                page.evaluate(
                                        "() => performance.getEntriesByType('navigation')[0].loadEventEnd"))
                        .doubleValue();
        double filtered =
                ((Number)
                                page.evaluate(
                                        "() => new Promise(done => { const begin = performance.now();"
                                                + " document.getElementById('f-person').value = 'user17@example.com';"
                                                + " document.getElementById('filters').dispatchEvent(new Event('input'));"
                                                + " const look = () => document.querySelectorAll('.alert:not([hidden])').length < 100"
                                                + " ? done(performance.now() - begin) : setTimeout(look, 20); look(); })"))
                        .doubleValue();
        System.out.printf(
                Locale.ROOT,
                "10,000 alerts: %.1f MiB, loaded in %.0f ms, filtered in %.0f ms%n",
                size / 1048576.0,
                loaded,
                filtered);

        assertThat(page.locator(".alert:not([hidden])").count()).isEqualTo(3);
        assertThat(size).isLessThan(40L << 20);
        // Three seconds and half a second on a quiet machine.
        assertThat(loaded).isLessThan(90_000);
        assertThat(filtered).isLessThan(60_000);
    }

    private Results sample() throws IOException {
        return new ReplayFolder(folder)
                .alert("a", "ann@example.com", "critical", Duration.ZERO, "198.51.100.1", 3)
                .alert("b", "ann@example.com", "high", HOUR, "198.51.100.1", 2)
                .alert("c", "bob@example.com", "low", HOUR.multipliedBy(3), "198.51.100.2", 1)
                .write();
    }

    private static Page open(Results results) {
        return browser.open(results.folder().resolve("report.html"));
    }

    private static void assertShown(Page page, String... ids) {
        page.waitForFunction(
                "ids => Array.from(document.querySelectorAll('.alert')).filter(a => a.getClientRects().length).map(a => a.id).join() === ids",
                String.join(",", List.of(ids).stream().map(id -> "a-" + id).toList()));
    }

    /** Contrast of text against its ground. Source: WCAG 2.1, 1.4.3. */
    private static double contrast(Page page, String text, String ground) {
        return ((Number)
                        page.evaluate(
                                """
                                ([text, ground]) => {
                                  const light = (element, property) => {
                                    const parts = getComputedStyle(document.querySelector(element))[property].match(/[0-9.]+/g).slice(0, 3)
                                      .map(part => part / 255).map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                                    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
                                  };
                                  const both = [light(text, 'color'), light(ground, 'backgroundColor')].sort((a, b) => b - a);
                                  return (both[0] + 0.05) / (both[1] + 0.05);
                                }
                                """,
                                List.of(text, ground)))
                .doubleValue();
    }
}
