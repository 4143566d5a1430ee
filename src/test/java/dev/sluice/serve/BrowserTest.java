package dev.sluice.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.follow.VerificationStore;
import dev.sluice.run.RunService;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page in a browser. Screenshots are kept in target/screenshots; with {@code -Ddocs.images=true} those that the
 * documentation shows are written to docs/images. Without chromium, of Debian's package of that name, it is skipped.
 */
@QuarkusTest
@Tag("application")
@TestProfile(PageLab.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BrowserTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Path IMAGES = Path.of("docs", "images");

    private static final List<String> VIEWS =
            List.of("/", "/change", "/rules?address=8.8.8.8", "/history", "/clusters", "/settings", "/nothing");

    /** Those of WCAG 2.1 AA, and what axe-core recommends besides. */
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice");

    @Inject
    RunService runs;

    @Inject
    VerificationStore verifications;

    @TestHTTPResource
    URL root;

    private PageScene scene;
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;
    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void start() {
        Assumptions.assumeTrue(
                Chromium.isThere(), "no chromium at " + Chromium.PROGRAM + ": the page is not looked at in a browser");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = Chromium.launch(playwright);
        scene = new PageScene(runs, verifications);
        scene.play();
    }

    @AfterAll
    void end() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() {
        open(1200, 900, ColorScheme.LIGHT, true);
    }

    private void open(int width, int height, ColorScheme scheme, boolean scripts) {
        close();
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(scripts)
                .setBaseURL(root.toString().replace("127.0.0.1", "localhost")));
        context.setDefaultTimeout(30_000);
        page = context.newPage();
        page.onConsoleMessage((ConsoleMessage message) -> {
            if (message.type().equals("error") && !message.text().contains("status of 401")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void hasNoComplaint() {
        assertThat(complaints)
                .as("what the browser complains of, such as what the policy forbids")
                .isEmpty();
    }

    private void close() {
        if (context != null) {
            context.close();
        }
        complaints.clear();
    }

    @Test
    void showsClustersAloneUntilSomebodySignsIn() {
        page.navigate("/");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Clusters")))
                .isVisible();
        assertThat(page.locator("body")).not().containsText("192.168.99.0");
        shoot("welcome");

        signIn();
        document("page");
        assertThat(page.locator(".lead")).containsText("Google's lists are");
        assertThat(page.locator("section.held")).containsText("A change is held");
        press("Sign out");
        assertThat(page.getByLabel("Bearer token")).isVisible();
    }

    @Test
    void comesBackToTheViewThatAskedForASignIn() {
        page.navigate("/rules?address=8.8.8.8");

        enter();

        assertThat(page.locator("#answer")).containsText("8.8.8.8");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void looksAnAddressUp(boolean scripts) {
        open(1200, 900, ColorScheme.LIGHT, scripts);
        signIn();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Which rule"))
                .click();
        page.getByLabel("An address").fill("8.8.8.8");
        page.keyboard().press("Enter");

        Locator answer = page.locator("#answer");
        assertThat(answer).containsText("8.8.8.0/24 decides");
        assertThat(answer).containsText("Deny");
        assertThat(page).hasURL(Pattern.compile(".*/rules\\?address=8\\.8\\.8\\.8"));
        shoot("rules");
        document("page-rules");
    }

    @Test
    void acceptsAChangeThatIsHeld() throws IOException {
        signIn();
        press("Accept this change");
        assertThat(page.locator(".note")).containsText("The change is accepted");

        press("Run now");

        assertThat(page.locator("body")).containsText("committed");
        assertThat(page.locator("section.held")).hasCount(0);
        assertThat(Service.repository().log("main").getFirst().getFullMessage()).contains("Accepted-by: static token");
        scene.hold("96.0.0.0/9"); // as it was for the other tests
    }

    @Test
    void opensARequestForAChangeThatIsHeld() throws IOException {
        signIn();
        press("Open as request");

        assertThat(page.locator(".note")).containsText("The change is proposed");
        assertThat(page.getByText("Look at its request")).hasAttribute("href", Pattern.compile("http.*/1"));
        assertThat(page.locator("section.held form")).hasCount(1);
        assertThat(Service.repository().log("sluice/all").getFirst().getFullMessage())
                .contains("Sluice-Owner: path=clusters");
        press("Accept this change");
        press("Run now");
        assertThat(page.locator("body")).containsText("committed");
        scene.hold("48.0.0.0/8"); // as it was for the other tests
    }

    @Test
    void drawsTheChangeThatIsHeld() {
        signIn();
        page.navigate("/change");

        assertThat(page.locator("svg path.more")).isVisible();
        assertThat(page.locator("table").first()).containsText("appeared in goog");
        document("page-change");
    }

    @Test
    void readsTheHistory() {
        signIn();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History"))
                .click();

        assertThat(page.locator("#commits")).containsText("3 clusters: deny 8,192 more addresses");
        assertThat(page.locator(".charts")).isVisible();
        document("page-history");
        page.locator("#commits tbody tr", new Page.LocatorOptions().setHasText("deny 8,192 more"))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("What commit");
        assertThat(page.locator("table").first()).containsText("216.239.32.0/19");
    }

    @Test
    void reachesEverythingByKeyboard() {
        signIn();
        page.navigate("/");
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("main a, main button, main summary, main [tabindex='0']")
                        .first())
                .isFocused();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1200", "DARK, 1200", "LIGHT, 390", "DARK, 390"})
    void isAccessibleInLightAndDarkAndOnAPhone(ColorScheme scheme, int width) {
        open(width, 844, scheme, true);
        signIn();
        for (String view : VIEWS) {
            page.navigate(view);
            page.locator("details").evaluateAll("all => all.forEach(one => one.open = true)");
            String name = view.substring(1).replaceAll("\\W.*", "");
            shoot((name.isEmpty() ? "overview" : name) + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);

            assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations())
                    .as("%s, %s, %d wide", view, scheme, width)
                    .isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("%s fits into %d", view, width)
                    .isEqualTo(true);
        }
        complaints.removeIf(complaint -> complaint.contains("status of 404")); // the page that is not there
    }

    private void signIn() {
        page.navigate("/");
        enter();
    }

    private void enter() {
        page.getByLabel("Bearer token").fill(Service.TOKEN);
        press("Sign in");
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** For the documentation, as large as a window. */
    private void document(String name) {
        if (Boolean.getBoolean("docs.images")) {
            page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name + ".png")));
        }
    }
}
