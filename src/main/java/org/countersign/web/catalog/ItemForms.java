package org.countersign.web.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.catalog.Article;
import org.countersign.catalog.ItemPrice;
import org.countersign.catalog.Unit;
import org.countersign.catalog.Validity;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage.Group;
import org.countersign.web.Typed;
import org.joda.money.BigMoney;

/** The fields of a catalogue item, and what is read from them. */
final class ItemForms {

    private static final List<Field.Option> TAXES = List.of(
            new Field.Option("S", "Standard or reduced rate"),
            new Field.Option("Z", "Zero rated"),
            new Field.Option("E", "Exempt"),
            new Field.Option("AE", "Reverse charge"),
            new Field.Option("K", "Intra-community supply"),
            new Field.Option("G", "Export"),
            new Field.Option("O", "Not subject to VAT"),
            new Field.Option("L", "Canary Islands (IGIC)"),
            new Field.Option("M", "Ceuta and Melilla (IPSI)"));

    private ItemForms() {}

    static Article article(Typed typed) {
        var unit = Unit.of(typed.text("unit"));
        var digits = typed.text("baseScale").isEmpty() ? unit.digits() : typed.whole("baseScale");
        return new Article(
                typed.text("sku"),
                typed.text("name"),
                typed.text("description"),
                typed.text("category"),
                unit.code(),
                digits,
                typed.yes("capital"));
    }

    static ItemPrice price(Typed typed) {
        var per = typed.text("per").isEmpty() ? Quantity.of(1) : new Quantity(typed.decimal("per"));
        return new ItemPrice(
                new Price(BigMoney.of(typed.currency("currency"), typed.decimal("amount")), per),
                typed.text("taxCategory"),
                typed.decimal("taxPercent"),
                validity(typed));
    }

    static Validity validity(Typed typed) {
        return new Validity(typed.date("from"), typed.findDate("to").orElse(null));
    }

    static List<Group> itemGroups(Typed typed, Optional<Flash> flash, List<Field.Option> vendors) {
        return List.of(
                new Group(
                        "What it is",
                        typed.in(
                                flash,
                                Field.choice("vendor", "Vendor", vendors).needed(),
                                Field.text("name", "Name").needed(),
                                Field.text("sku", "Vendor's article number"),
                                Field.text("category", "Category").help("What rules and reports know it by"),
                                Field.choice("unit", "Unit", units()).needed(),
                                Field.decimal("baseScale", "Digits quantities are counted at")
                                        .help("As usual for the unit where nothing is said"),
                                Field.of(Field.Kind.LONG_TEXT, "description", "Description"),
                                Field.of(Field.Kind.YES, "capital", "Becomes an asset when it is received"))),
                new Group("Its first price", priceFields(typed, flash)));
    }

    static List<Field> priceFields(Typed typed, Optional<Flash> flash) {
        return typed.in(
                flash,
                Field.decimal("amount", "Net price").needed(),
                Field.text("currency", "Currency").needed(),
                Field.decimal("per", "For how many units").help("One where nothing is said"),
                Field.choice("taxCategory", "Tax", TAXES).needed(),
                Field.decimal("taxPercent", "Tax rate in percent").needed(),
                Field.date("from", "First day").needed(),
                Field.date("to", "Last day").help("Without end where nothing is said"));
    }

    private static List<Field.Option> units() {
        return Arrays.stream(Unit.values())
                .map(unit -> new Field.Option(unit.code(), unit.words() + " (" + unit.code() + ")"))
                .toList();
    }
}
