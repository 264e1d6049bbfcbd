package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.kernel.Actor;
import org.countersign.platform.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who gets in, over HTTP, against the whole application. */
@TestApp
class SecurityTest {

    private static final String PASSWORD = "correct horse battery staple";

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    @Autowired
    private SignIn signIn;

    @Autowired
    private Passwords passwords;

    @Autowired
    private People people;

    @Autowired
    private Transactions transactions;

    private Fixture fixture;
    private Caller anybody;

    @BeforeEach
    void organization() {
        fixture = Fixture.in(database);
        anybody = Caller.on(port);
    }

    @Test
    void withoutAKeyTheApiAsksForOneAsAProblem() {
        var answer = anybody.get("/api/v1/me");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Caller.json(answer).path("type").asString()).isEqualTo("/problems/key-needed");
    }

    @Test
    void aWrongOrRevokedKeyIsNobodys() {
        var bearer = fixture.bearer(fixture.rita);
        var id = bearer.substring(7, 43);
        var rita = anybody.as(bearer);

        assertThat(anybody.as(bearer + "x").get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(anybody.as("Bearer " + UUID.randomUUID() + ".x")
                        .get("/api/v1/me")
                        .statusCode())
                .isEqualTo(401);
        assertThat(rita.delete("/api/v1/keys/" + id).statusCode()).isEqualTo(204);
        assertThat(rita.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyActsAsItsPersonForItsOrganization() {
        var answer = as(fixture.buyer).get("/api/v1/me");

        assertThat(answer.statusCode()).isEqualTo(200);
        var me = Caller.json(answer);
        assertThat(me.path("name").asString()).isEqualTo("Bert Buyer");
        assertThat(me.path("organization").path("name").asString()).isEqualTo("Muster GmbH");
        assertThat(me.path("roles").toString()).isEqualTo("[\"buyer\"]");
        assertThat(me.path("authorities").toString()).contains("change_orders").doesNotContain("keep_people");
    }

    @Test
    void whoseRoleDoesNotGoWithTheActIsRefusedWithTheRoleThatDoes() {
        var answer = as(fixture.rita).get("/api/v1/people");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Caller.json(answer).path("facts").path("lifted-by").asString())
                .isEqualTo("administrator, by granting one of: Administrator");
    }

    @Test
    void whatBelongsToAnotherOrganizationIsNotThere() {
        var other = Fixture.in(database);
        var administrator = as(fixture.administrator);

        assertThat(administrator.get("/api/v1/people/" + other.rita.account()).statusCode())
                .isEqualTo(404);
        assertThat(administrator.get("/api/v1/cost-centres/" + other.research).statusCode())
                .isEqualTo(404);
        assertThat(administrator.get("/api/v1/cost-centres/" + fixture.research).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPersonIsAddedGivenAPasswordAndSignsIn() {
        var administrator = as(fixture.administrator);
        var login = "nora@" + fixture.organization;

        var added = administrator.post("/api/v1/people", """
                {"name": "Nora New", "login": "%s", "grants": [{"role": "requester"}], "manager": "%s"}
                """.formatted(login, fixture.mona.account()));

        assertThat(added.statusCode()).isEqualTo(201);
        var location = added.headers().firstValue("Location").orElseThrow();
        assertThat(administrator
                        .put(location + "/password", "{\"password\": \"" + PASSWORD + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(signIn.signIn(login, PASSWORD).organization()).isEqualTo(fixture.organization);
        assertThat(administrator
                        .put(location + "/password", "{\"password\": \"short\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anEditNeedsTheVersionThatWasSeen() {
        var administrator = as(fixture.administrator);
        var grants = "/api/v1/people/" + fixture.rita.account() + "/grants";
        var body = "[{\"role\": \"buyer\"}]";

        assertThat(administrator.put(grants, body).statusCode()).isEqualTo(428);
        assertThat(administrator.with("If-Match", "\"7\"").put(grants, body).statusCode())
                .isEqualTo(412);
        assertThat(administrator.with("If-Match", "\"1\"").put(grants, body).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aNewKeyIsShownOnceHoweverOftenItIsAskedFor() {
        var rita = as(fixture.rita).with("Idempotency-Key", "my-key");

        var first = rita.post("/api/v1/keys", "{\"name\": \"laptop\"}");
        var again = rita.post("/api/v1/keys", "{\"name\": \"laptop\"}");

        assertThat(first.statusCode()).isEqualTo(201);
        var bearer = Caller.json(first).path("bearer").asString();
        assertThat(anybody.as("Bearer " + bearer).get("/api/v1/me").statusCode())
                .isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.body()).doesNotContain("bearer").doesNotContain(bearer);
    }

    @Test
    void aKeyOfAnotherPersonIsMadeByWhoKeepsPeopleOnly() {
        var body = "{\"name\": \"hers\", \"person\": \"" + fixture.mona.account() + "\"}";

        assertThat(as(fixture.rita).post("/api/v1/keys", body).statusCode()).isEqualTo(403);
        assertThat(as(fixture.administrator).post("/api/v1/keys", body).statusCode())
                .isEqualTo(201);
    }

    @Test
    void peopleAreListedWithALinkToTheNext() {
        var answer = as(fixture.administrator).get("/api/v1/people?size=2");

        assertThat(Caller.json(answer).size()).isEqualTo(2);
        assertThat(answer.headers().firstValue("Link").orElseThrow())
                .contains("size=2")
                .contains("after=")
                .contains("rel=\"next\"");
    }

    @Test
    void aVisitorOfAPageIsSentToSignInAndBack() {
        var page = anybody.get("/orders?view=open");
        var script = anybody.with("HX-Request", "true").get("/orders");

        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location")).contains("/sign-in?next=%2Forders%3Fview%3Dopen");
        assertThat(script.statusCode()).isEqualTo(401);
        assertThat(script.headers().firstValue("HX-Redirect")).contains("/sign-in?next=%2Forders");
    }

    @Test
    void anOpenAddressNeedsNobody() {
        assertThat(anybody.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(anybody.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(anybody.get("/api/v1/openapi.json").statusCode()).isEqualTo(200);
    }

    @Test
    void everyAnswerCarriesTheStrictPolicyAndNoSessionOfTheServer() {
        var answer = anybody.get("/health/live");

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aSessionOpensPagesAndReadsTheApiButNeverWritesThere() {
        var signedIn = anybody.with("Cookie", "countersign=" + session(fixture.rita));

        assertThat(signedIn.get("/no-such-page").statusCode()).isEqualTo(404);
        assertThat(signedIn.get("/api/v1/me").statusCode()).isEqualTo(200);
        assertThat(signedIn.with("Sec-Fetch-Site", "cross-site")
                        .get("/api/v1/me")
                        .statusCode())
                .isEqualTo(401);
        assertThat(signedIn.post("/api/v1/keys", "{\"name\": \"stolen\"}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aFormFromElsewhereIsRefused() {
        var session = session(fixture.rita);
        var signedIn = anybody.with("Cookie", "countersign=" + session);

        HttpResponse<String> forged = signedIn.form("/no-such-page", Map.of("name", "value"));
        HttpResponse<String> guessed = signedIn.form("/no-such-page", Map.of("_csrf", "guess"));
        HttpResponse<String> visitor = anybody.form("/sign-in", Map.of("login", "rita"));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(guessed.statusCode()).isEqualTo(403);
        assertThat(visitor.statusCode()).isEqualTo(403);
        assertThat(Caller.json(forged).path("code").asString()).isEqualTo("form-too-old");
    }

    @Test
    void aFormOfOursIsTaken() {
        var session = session(fixture.rita);
        var request = new MockHttpServletRequest();
        request.setCookies(new jakarta.servlet.http.Cookie(SessionCookie.NAME, session));
        var token = new FormTokens().loadToken(request);

        var answer = anybody.with("Cookie", "countersign=" + session)
                .with("X-CSRF-TOKEN", masked(token == null ? "" : token.getToken()))
                .form("/no-such-page", Map.of());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void theSessionCookieIsForNoScriptNoOtherSiteAndSecureUnderTls() {
        var request = new MockHttpServletRequest();
        var response = new MockHttpServletResponse();
        var secure = new MockHttpServletRequest();
        secure.setSecure(true);
        var secureResponse = new MockHttpServletResponse();
        var session = new SignIn.SignedIn("secret", fixture.rita.account(), fixture.organization);

        SessionCookie.set(request, response, session);
        SessionCookie.set(secure, secureResponse, session);

        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("countersign=secret; Path=/; Max-Age=604800;")
                .endsWith("HttpOnly; SameSite=Lax")
                .doesNotContain("Secure");
        assertThat(secureResponse.getHeader("Set-Cookie")).contains("Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void anotherMachineIsNotAnsweredOverPlainHttpOutsideTheDemonstration() throws Exception {
        var installation =
                new org.countersign.platform.Installation(java.nio.file.Path.of("x"), null, null, false, true, false);
        var request = new MockHttpServletRequest("GET", "/sign-in");
        request.setRemoteAddr("192.0.2.7");
        var response = new MockHttpServletResponse();

        new PlainHttp(installation).doFilter(request, response, (_, _) -> {});

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentAsString()).contains("https-only");
    }

    @Test
    void aSuspendedPersonIsNobodyAtOnce() {
        var rita = as(fixture.rita);
        assertThat(rita.get("/api/v1/me").statusCode()).isEqualTo(200);

        transactions.act(fixture.administrator, () -> people.suspend(fixture.rita.account(), 1, fixture.administrator));

        assertThat(rita.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aBodyThatIsEmptyOrHasAnUnknownMissingOrNullFieldIsUnreadable() {
        var administrator = as(fixture.administrator);

        assertThat(administrator.post("/api/v1/cost-centres", "").statusCode()).isEqualTo(400);
        assertThat(administrator
                        .post("/api/v1/cost-centres", "{\"colour\": \"red\"}")
                        .statusCode())
                .isEqualTo(400);
        var incomplete = administrator.post("/api/v1/people", "{\"name\": \"Nora\", \"grants\": []}");
        assertThat(incomplete.statusCode()).isEqualTo(400);
        assertThat(Caller.json(incomplete).path("detail").asString()).contains("login");
        assertThat(administrator
                        .post("/api/v1/people", "{\"name\": null, \"login\": \"nora\", \"grants\": []}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(administrator.get("/api/v1/people/not-an-id").statusCode()).isEqualTo(400);
    }

    private Caller as(Actor person) {
        return anybody.as(fixture.bearer(person));
    }

    private String session(Actor person) {
        var password = passwords.hash(PASSWORD);
        transactions.act(fixture.administrator, () -> {
            people.setPassword(person.account(), password, fixture.administrator);
            return person;
        });
        return signIn.signIn(Fixture.login(person), PASSWORD).token();
    }

    /** What a page of ours carries: the token under a random mask, so that compression gives nothing away. */
    private static String masked(String token) {
        var bytes = token.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var masked = new byte[2 * bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            masked[i] = 7;
            masked[bytes.length + i] = (byte) (bytes[i] ^ 7);
        }
        return java.util.Base64.getUrlEncoder().encodeToString(masked);
    }
}
