package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.TestApp;
import org.countersign.exchange.Address;
import org.countersign.exchange.Adjustment;
import org.countersign.exchange.Adjustment.Direction;
import org.countersign.exchange.BillDocument;
import org.countersign.exchange.Contact;
import org.countersign.exchange.Identifier;
import org.countersign.exchange.Item;
import org.countersign.exchange.Party;
import org.countersign.exchange.TaxCategory;
import org.countersign.exchange.Totals;
import org.countersign.exchange.ubl.UblWriter;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.platform.Transactions;
import org.countersign.story.Company.Wish;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * One invoice of two lines, a discount, freight and a prepayment comes to three organisations: to one as a document, to
 * one by JSON, to one typed in. Every column of every table of invoices is compared, those to come too.
 */
@TestApp
class ThreeWaysInTest {

    /** What tells them apart and should: ids and times by their types; how it came, and whether its sender or a clerk did. */
    private static final String COLUMNS = """
            select c.table_name as "table", string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position) as columns
              from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
             where c.table_schema = 'invoice' and t.table_type = 'BASE TABLE'
               and c.data_type not in ('uuid', 'timestamp with time zone')
               and (c.table_name, c.column_name) not in (('invoice', 'origin'), ('invoice', 'captured_by_name'), ('invoice', 'position'))
             group by c.table_name
            """;

    private static final LocalDate DUE = Company.TODAY.plusDays(14);
    private static final TaxCategory NINETEEN = TaxCategory.standard("19");

    @Autowired
    private DataSource database;

    @Autowired
    private Transactions transactions;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Company company;
    private JsonNode order;

    @Test
    void anInvoiceLeavesTheSameRowsWhicheverWayItComes() {
        var byDocument = rowsAfter(this::document);
        var byJson = rowsAfter(this::json);
        var byHand = rowsAfter(this::byHand);

        assertThat(byDocument.get("invoice")).hasSize(1);
        assertThat(byDocument.get("invoice_line")).hasSize(4);
        assertThat(byDocument.get("invoice_hold")).hasSize(1);
        assertThat(byJson).isEqualTo(byDocument);
        assertThat(byHand).isEqualTo(byDocument);
    }

    private Map<String, List<String>> rowsAfter(Consumer<String> entering) {
        company = Company.in(database, port);
        var vendor = company.vendor("Acme", "9930", "DE811122233");
        order = company.ordered(new Wish("pump", vendor, 10, "100.00"), new Wish("valve", vendor, 4, "25.50"))
                .getFirst();
        company.receive(order, 10, 4);
        entering.accept("RE 2026/17");
        return transactions.read(company.people.organization, this::rows);
    }

    private Map<String, List<String>> rows() {
        var rows = new TreeMap<String, List<String>>();
        jdbc.sql(COLUMNS)
                .query((found, _) -> Map.entry(found.getString("table"), found.getString("columns")))
                .list()
                .forEach(table -> rows.put(
                        table.getKey(),
                        jdbc.sql("select to_jsonb(r)::text from (select " + table.getValue() + " from invoice."
                                        + table.getKey() + ") r order by 1")
                                .query(String.class)
                                .list()));
        return rows;
    }

    // ---- the three ways

    private void document(String number) {
        var answer = company.as(company.people.apClerk).postRaw("/api/v1/documents", "application/xml", ubl(number));
        assertThat(Caller.json(answer).path("disposition").asString())
                .as(answer.body())
                .isEqualTo("placed");
    }

    private void json(String number) {
        company.made(company.people.apClerk, "/api/v1/invoices", """
                {"vendor": "%s", "number": "%s", "issuedOn": "%s", "dueOn": "%s", "currency": "EUR", "net": "1115.00",
                 "tax": "211.85", "prepaid": "26.85", "payable": "1300.00", "order": "%s", "lines": [
                   {"number": "1", "description": "pump", "quantity": "10", "unit": "C62", "price": "100.00",
                    "net": "1000.00", "taxCategory": "S", "taxRate": "19", "order": "%s"},
                   {"number": "2", "description": "valve", "quantity": "4", "unit": "C62", "price": "25.50",
                    "net": "102.00", "taxCategory": "S", "taxRate": "19", "order": "%s"}],
                 "adjustments": [
                   {"kind": "allowance", "description": "Discount", "amount": "12.00", "taxCategory": "S", "taxRate": "19"},
                   {"kind": "charge", "description": "Freight", "amount": "25.00", "taxCategory": "S", "taxRate": "19"}]}
                """.formatted(
                        order.at("/vendor/id").asString(),
                        number,
                        Company.TODAY,
                        DUE,
                        order.path("number").asString(),
                        quoted(0),
                        quoted(1)));
    }

    private void byHand(String number) {
        var fields = new LinkedHashMap<String, String>();
        fields.putAll(Map.of(
                "order",
                order.path("number").asString(),
                "kind",
                "invoice",
                "number",
                number,
                "issuedOn",
                Company.TODAY.toString(),
                "dueOn",
                DUE.toString(),
                "net",
                "1115.00",
                "tax",
                "211.85",
                "prepaid",
                "26.85",
                "payable",
                "1300.00"));
        fields.putAll(Map.of("line.o1", quoted(0), "quantity.o1", "10", "price.o1", "100.00"));
        fields.putAll(Map.of("line.o2", quoted(1), "quantity.o2", "4", "price.o2", "25.50"));
        fields.putAll(Map.of(
                "charge.c1", "allowance", "chargeFor.c1", "Discount", "amount.c1", "12.00", "chargeRate.c1", "19"));
        fields.putAll(
                Map.of("charge.c2", "charge", "chargeFor.c2", "Freight", "amount.c2", "25.00", "chargeRate.c2", "19"));
        var answer = company.form(company.people.apClerk, "/invoices/new", fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private byte[] ubl(String number) {
        return UblWriter.bill(new BillDocument(
                new BillDocument.Heading(
                        BillDocument.Kind.INVOICE, "380", number, Company.TODAY, DUE, CurrencyUnit.EUR, null, ""),
                new BillDocument.References(order.path("number").asString(), "", "Desk 4", "", "", List.of()),
                party("Acme", "DE811122233"),
                party("Muster GmbH", "DE123456789"),
                List.of(line("1", "pump", 10, "100.00", "1000.00"), line("2", "valve", 4, "25.50", "102.00")),
                List.of(
                        new Adjustment(Direction.ALLOWANCE, eur("12.00"), "Discount", "", NINETEEN),
                        new Adjustment(Direction.CHARGE, eur("25.00"), "Freight", "", NINETEEN)),
                List.of(new BillDocument.TaxSubtotal(NINETEEN, eur("1115.00"), eur("211.85"), "", "")),
                new Totals(
                        eur("1102.00"),
                        eur("12.00"),
                        eur("25.00"),
                        eur("1115.00"),
                        eur("211.85"),
                        eur("1326.85"),
                        eur("26.85"),
                        null,
                        eur("1300.00")),
                new BillDocument.Payment("30", number, "DE75512108001245126199", "Acme", "", "")));
    }

    private BillDocument.Line line(String number, String what, int quantity, String price, String net) {
        return new BillDocument.Line(
                number,
                order.path("number").asString() + "/" + number,
                Item.of(what, ""),
                Quantity.of(quantity),
                "C62",
                Price.of("EUR", price),
                eur(net),
                NINETEEN,
                List.of(),
                "");
    }

    private String quoted(int line) {
        return order.path("lines").path(line).path("quotable").asString();
    }

    private static Party party(String name, String taxId) {
        return new Party(
                name,
                name,
                new Identifier("9930", taxId),
                Identifier.NONE,
                taxId,
                Identifier.NONE,
                Address.of("Werkstrasse 7", "20095", "Hamburg", "DE"),
                new Contact("Ada Sells", "+49 40 555", "ada@acme.example"));
    }

    private static Money eur(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }
}
