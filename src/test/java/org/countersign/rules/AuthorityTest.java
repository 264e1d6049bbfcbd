package org.countersign.rules;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Role;
import org.countersign.platform.Json;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Every operation of the API answers each role as this table says, before it answers anything else. */
@TestApp
class AuthorityTest {

    private static final RightsTable TABLE = RightsTable.read("""
            GET /api/v1/approvals                               | everybody
            GET /api/v1/approvals/{id}                          | everybody but receiver
            POST /api/v1/approvals/{id}/decision                | approver
            GET /api/v1/budgets                                 | everybody
            POST /api/v1/budgets                                | finance
            GET /api/v1/budgets/{id}                            | everybody
            PUT /api/v1/budgets/{id}/grant                      | finance
            POST /api/v1/budgets/{id}/overruns                  | finance
            GET /api/v1/budgets/{id}/transfers                  | everybody
            GET /api/v1/cost-centres                            | everybody
            POST /api/v1/cost-centres                           | finance, administrator
            GET /api/v1/cost-centres/{id}                       | everybody
            PUT /api/v1/cost-centres/{id}                       | finance, administrator
            GET /api/v1/credit-notes                            | ap_clerk, payer, finance, auditor, buyer
            POST /api/v1/credit-notes                           | ap_clerk, finance
            GET /api/v1/credit-notes/{id}                       | ap_clerk, payer, finance, auditor, buyer
            POST /api/v1/credit-notes/{id}/holds/{hold}/lifting | finance
            POST /api/v1/credit-notes/{id}/lines/{line}/link    | ap_clerk, finance
            POST /api/v1/credit-notes/{id}/match                | ap_clerk, finance
            POST /api/v1/credit-notes/{id}/rejection            | ap_clerk, finance
            POST /api/v1/credit-notes/{id}/reversal             | finance
            GET /api/v1/documents                               | everybody but requester, approver, administrator
            POST /api/v1/documents                              | buyer, receiver, ap_clerk, seller
            GET /api/v1/documents/{id}                          | everybody but requester, approver, administrator
            GET /api/v1/documents/{id}/content                  | buyer, ap_clerk, payer, finance, seller, auditor
            POST /api/v1/documents/{id}/dismissal               | buyer, ap_clerk, finance
            GET /api/v1/documents/{id}/notice                   | everybody but requester, approver, administrator
            POST /api/v1/documents/{id}/placement               | buyer, ap_clerk, finance
            GET /api/v1/invoices                                | ap_clerk, payer, finance, auditor, buyer
            POST /api/v1/invoices                               | ap_clerk, finance
            GET /api/v1/invoices/{id}                           | ap_clerk, payer, finance, auditor, buyer
            POST /api/v1/invoices/{id}/holds/{hold}/lifting     | finance
            POST /api/v1/invoices/{id}/lines/{line}/link        | ap_clerk, finance
            POST /api/v1/invoices/{id}/match                    | ap_clerk, finance
            POST /api/v1/invoices/{id}/rejection                | ap_clerk, finance
            POST /api/v1/invoices/{id}/reversal                 | finance
            GET /api/v1/items                                   | everybody
            POST /api/v1/items                                  | buyer
            GET /api/v1/items/{id}                              | everybody
            POST /api/v1/items/{id}/prices                      | buyer
            POST /api/v1/items/{id}/retirement                  | buyer
            GET /api/v1/keys                                    | everybody
            POST /api/v1/keys                                   | everybody
            DELETE /api/v1/keys/{id}                            | everybody
            GET /api/v1/keys/{id}                               | everybody
            GET /api/v1/me                                      | everybody
            PUT /api/v1/me/password                             | everybody
            GET /api/v1/orders                                  | everybody
            GET /api/v1/orders/{id}                             | everybody
            POST /api/v1/orders/{id}/answers                    | buyer
            POST /api/v1/orders/{id}/answers/{answer}/acceptance | buyer
            POST /api/v1/orders/{id}/answers/{answer}/refusal   | buyer
            POST /api/v1/orders/{id}/cancellation               | buyer
            GET /api/v1/orders/{id}/documents                   | everybody
            GET /api/v1/orders/{id}/documents/{message}/content | everybody but receiver
            POST /api/v1/orders/{id}/hand-over                  | buyer
            POST /api/v1/orders/{id}/hold                       | buyer
            GET /api/v1/orders/{id}/receipts                    | everybody
            POST /api/v1/orders/{id}/receipts                   | receiver
            POST /api/v1/orders/{id}/release                    | buyer
            POST /api/v1/orders/{id}/returns                    | receiver
            POST /api/v1/orders/{id}/revisions                  | buyer
            POST /api/v1/orders/{id}/revisions/withdrawal       | buyer
            GET /api/v1/orders/{id}/revisions/{revision}        | everybody but receiver
            POST /api/v1/orders/{id}/short-close                | buyer
            POST /api/v1/orders/{id}/waivers                    | finance
            GET /api/v1/payment-proposals                       | ap_clerk, payer, finance, auditor, buyer
            POST /api/v1/payment-proposals                      | ap_clerk, payer
            GET /api/v1/payment-proposals/due                   | ap_clerk, payer, finance, auditor, buyer
            GET /api/v1/payment-proposals/{id}                  | ap_clerk, payer, finance, auditor, buyer
            POST /api/v1/payment-proposals/{id}/approval        | payer, finance
            GET /api/v1/payment-proposals/{id}/file             | payer, finance
            POST /api/v1/payment-proposals/{id}/payments/{payment}/execution | payer
            POST /api/v1/payment-proposals/{id}/payments/{payment}/failure | payer
            POST /api/v1/payment-proposals/{id}/rejection       | payer, finance
            POST /api/v1/payment-proposals/{id}/withdrawal      | ap_clerk, payer
            GET /api/v1/people                                  | administrator
            POST /api/v1/people                                 | administrator
            GET /api/v1/people/groups                           | administrator
            PUT /api/v1/people/groups/{name}                    | administrator
            GET /api/v1/people/{id}                             | administrator
            PUT /api/v1/people/{id}/grants                      | administrator
            PUT /api/v1/people/{id}/manager                     | administrator
            PUT /api/v1/people/{id}/password                    | administrator
            POST /api/v1/people/{id}/restoration                | administrator
            POST /api/v1/people/{id}/suspension                 | administrator
            GET /api/v1/periods                                 | everybody
            POST /api/v1/periods                                | finance
            POST /api/v1/periods/{id}/reopening                 | finance
            GET /api/v1/policies                                | everybody
            POST /api/v1/policies                               | finance
            GET /api/v1/rates                                   | everybody
            POST /api/v1/rates                                  | finance
            GET /api/v1/receipts                                | everybody
            GET /api/v1/receipts/{id}                           | everybody
            POST /api/v1/receipts/{id}/reversal                 | receiver
            GET /api/v1/requisitions                            | everybody but receiver
            POST /api/v1/requisitions                           | requester, buyer
            POST /api/v1/requisitions/preview                   | requester, buyer
            GET /api/v1/requisitions/{id}                       | everybody but receiver
            PUT /api/v1/requisitions/{id}                       | requester, buyer
            POST /api/v1/requisitions/{id}/copy                 | requester, buyer
            POST /api/v1/requisitions/{id}/submission           | requester, buyer
            POST /api/v1/requisitions/{id}/withdrawal           | requester, buyer
            GET /api/v1/tolerances                              | everybody
            POST /api/v1/tolerances                             | finance
            GET /api/v1/tolerances/in-force                     | everybody
            GET /api/v1/tolerances/{version}                    | everybody
            GET /api/v1/vendors                                 | everybody
            POST /api/v1/vendors                                | buyer
            GET /api/v1/vendors/{id}                            | everybody
            PUT /api/v1/vendors/{id}                            | buyer
            PUT /api/v1/vendors/{id}/bank-details               | finance
            POST /api/v1/vendors/{id}/hold                      | buyer
            POST /api/v1/vendors/{id}/release                   | buyer
            POST /api/v1/vendors/{id}/retirement                | buyer
            GET /api/v1/vendors/{vendor}/items                  | everybody
            """);

    /** Whose answer is a purchase that is there: Rita's, decided by Dora. For the others it is not found, as if it were not. */
    private static final RightsTable SIGHT = RightsTable.read("""
            GET /api/v1/approvals/{id}                   | everybody but receiver, seller, administrator
            GET /api/v1/budgets/{id}                     | buyer, finance, auditor
            GET /api/v1/budgets/{id}/transfers           | buyer, finance, auditor
            GET /api/v1/keys/{id}                        | requester, administrator
            GET /api/v1/orders/{id}                      | everybody but seller, administrator
            GET /api/v1/orders/{id}/documents            | everybody but seller, administrator
            GET /api/v1/orders/{id}/revisions/{revision} | everybody but receiver, seller, administrator
            GET /api/v1/requisitions/{id}                | everybody but receiver, seller, administrator
            """);

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource app;

    @Test
    void everyOperationHasItsRowAndEveryRowItsOperation() {
        assertThat(TABLE.mismatches(operations())).isEmpty();
    }

    @Test
    void anOperationWithoutARowIsFound() {
        var one = RightsTable.read("""
                GET /api/v1/orders  | everybody
                GET /api/v1/fables  | everybody but receiver, payer
                """);
        var document = Json.mapper().readTree("""
                {"paths": {"/api/v1/orders": {"get": {}, "post": {}}}}
                """);

        assertThat(one.mismatches(Operation.of(document)))
                .containsExactly("POST /api/v1/orders has no row", "GET /api/v1/fables is no operation");
    }

    @Test
    void theDocumentNamesTheAuthoritiesThatTheTableSays() {
        var document = Caller.json(Caller.on(port).get("/api/v1/openapi.json"));

        var otherwise = operations().stream()
                .filter(operation -> !Arrays.stream(Role.values())
                        .filter(role -> TABLE.allows(operation, role))
                        .collect(toSet())
                        .equals(named(document, operation)))
                .map(Operation::name)
                .toList();

        assertThat(otherwise).isEmpty();
    }

    @Test
    void everyOperationAnswersEachRoleAsTheTableSays() {
        var fixture = Fixture.in(app);
        var callers = callers(fixture);

        var otherwise = operations().stream()
                .flatMap(operation -> Arrays.stream(Role.values())
                        .map(role -> difference(operation, role, ask(operation, callers.get(role)))))
                .filter(difference -> !difference.isEmpty())
                .toList();

        assertThat(otherwise).isEmpty();
    }

    @Test
    void whatIsThereIsFoundByThoseWhoMaySeeItAlone() {
        var fixture = Fixture.in(app);
        var callers = callers(fixture);
        var addresses = new OnePurchase(fixture, port).addresses();

        var seen = SIGHT.rows().keySet().stream()
                .collect(toMap(
                        name -> name,
                        name -> Arrays.stream(Role.values())
                                .filter(role -> sees(callers.get(role), name, addresses))
                                .collect(toSet())));

        assertThat(seen).isEqualTo(SIGHT.rows());
    }

    @Test
    void nobodyIsAnsweredWithoutAKey() {
        var anybody = Caller.on(port);

        var answered = operations().stream()
                .filter(operation -> ask(operation, anybody).statusCode() != 401)
                .map(Operation::name)
                .toList();

        assertThat(answered).isEmpty();
    }

    @Test
    void thePageOfTheAuthoritiesSaysWhatTheCodeSays() {
        var made = page();

        assertThat(CodeBase.page("authority.md", made))
                .as(CodeBase.howToWrite(AuthorityTest.class))
                .isEqualTo(made);
    }

    private List<Operation> operations() {
        return Operation.of(Caller.json(Caller.on(port).get("/api/v1/openapi.json")));
    }

    /** The roles of which each has all the authorities of one of the requirements. */
    private static Set<Role> named(JsonNode document, Operation operation) {
        var requirements = document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT))
                .path("security");
        return Arrays.stream(Role.values())
                .filter(role -> requirements
                        .valueStream()
                        .anyMatch(requirement -> requirement
                                .path("bearer")
                                .valueStream()
                                .map(code -> Authority.valueOf(code.asString().toUpperCase(Locale.ROOT)))
                                .allMatch(authority -> authority.goesWith(role))))
                .collect(toSet());
    }

    private static String difference(Operation operation, Role role, HttpResponse<String> answer) {
        var status = answer.statusCode();
        var asSaid = TABLE.allows(operation, role) ? status != 401 && status != 403 && status < 500 : status == 403;
        return asSaid ? "" : operation.name() + " answers " + role.code() + " " + status + " " + answer.body();
    }

    private Map<Role, Caller> callers(Fixture fixture) {
        return fixture.byRole().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, role -> Caller.on(port).as(fixture.bearer(role.getValue()))));
    }

    private static boolean sees(Caller caller, String operation, Map<String, String> addresses) {
        var path = operation.substring("GET ".length()).replace("{revision}", "1");
        var kind = path.substring(0, path.indexOf("{id}") + "{id}".length());
        var answer = caller.get(path.replace(kind, addresses.get(kind)));
        assertThat(answer.statusCode()).as(operation + " " + answer.body()).isIn(200, 403, 404);
        return answer.statusCode() == 200;
    }

    private static HttpResponse<String> ask(Operation operation, Caller plain) {
        var caller = plain.with("If-Match", "\"1\"");
        if (operation.name().equals("POST /api/v1/documents")) {
            return caller.postRaw(operation.address(), "application/xml", "<Fable/>".getBytes(StandardCharsets.UTF_8));
        }
        if (operation.name().equals("POST /api/v1/orders/{id}/answers")) {
            return caller.post(operation.address(), "{\"answer\": \"accepted\"}");
        }
        return switch (operation.method()) {
            case "GET" -> caller.get(operation.address());
            case "POST" -> caller.post(operation.address(), operation.body());
            case "PUT" -> caller.put(operation.address(), operation.body());
            case "DELETE" -> caller.delete(operation.address());
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    private static String page() {
        var roles = List.of(Role.values());
        return """
                # Who may do what

                Made from the code by `AuthorityTest`, which fails when the two differ. A role is granted for the whole organisation
                or for some cost centres. That nobody decides on what is their own is judged by the act itself.

                | May | %s |
                |---|%s
                """.formatted(roles.stream().map(Role::word).collect(joining(" | ")), ":-:|".repeat(roles.size()))
                + Arrays.stream(Authority.values()).map(AuthorityTest::row).collect(joining());
    }

    private static String row(Authority act) {
        return "| " + act.words() + " | "
                + Arrays.stream(Role.values())
                        .map(role -> act.goesWith(role) ? "\u2713" : "")
                        .collect(joining(" | "))
                + " |\n";
    }
}
