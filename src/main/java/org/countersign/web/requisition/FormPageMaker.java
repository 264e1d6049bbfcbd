package org.countersign.web.requisition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.catalog.CatalogFinder;
import org.countersign.catalog.ItemId;
import org.countersign.catalog.Unit;
import org.countersign.identity.CostCentreFinder;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.requisition.RequisitionContent;
import org.countersign.vendor.VendorFinder;
import org.countersign.web.Field;
import org.countersign.web.Frame;
import org.countersign.web.requisition.FormPage.Choices;
import org.countersign.web.requisition.FormPage.LineInput;
import org.springframework.stereotype.Component;

/** Puts the form together: what was typed, what the catalogue says of it, and what can be chosen. Asked inside a read. */
@Component
class FormPageMaker {

    private static final List<String> CURRENCIES =
            List.of("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY");
    private static final String NEXT = "__n__";
    private static final int READY_WITHOUT_SCRIPTS = 2;

    private final Offers offers;
    private final VendorFinder vendors;
    private final CatalogFinder catalog;
    private final CostCentreFinder costCentres;
    private final Organizations organizations;

    FormPageMaker(
            Offers offers,
            VendorFinder vendors,
            CatalogFinder catalog,
            CostCentreFinder costCentres,
            Organizations organizations) {
        this.offers = offers;
        this.vendors = vendors;
        this.catalog = catalog;
        this.costCentres = costCentres;
        this.organizations = organizations;
    }

    /** A form that nothing was typed into, in the organisation's currency. */
    RequisitionForm empty(Actor by) {
        var currency = organizations.organization(by.organization()).currency().getCode();
        return new RequisitionForm("", "", currency, "", "", List.of());
    }

    RequisitionForm typed(RequisitionContent content, Actor by) {
        return RequisitionForm.of(
                content, item -> offers.of(item, by).map(Offer::label).orElse(""));
    }

    FormPage page(Frame frame, String address, String reference, int version, RequisitionForm typed, Actor by) {
        var lines = new ArrayList<LineInput>();
        for (var k = 0; k < typed.lines().size(); k++) {
            lines.add(input(k, typed.lines().get(k), frame, by));
        }
        if (lines.isEmpty()) {
            lines.add(blank(0));
        }
        var spare = IntStream.range(lines.size(), lines.size() + READY_WITHOUT_SCRIPTS)
                .mapToObj(FormPageMaker::blank)
                .toList();
        return new FormPage(frame, address, reference, version, typed, lines, spare, pattern(), choices(typed, by));
    }

    private LineInput input(int index, RequisitionForm.Line typed, Frame frame, Actor by) {
        var number = Integer.toString(index + 1);
        var note = item(typed, by).map(Offer::note).orElse("");
        var wrong = frame.flash().filter(flash -> number.equals(flash.facts().get("line")));
        return new LineInput(
                Integer.toString(index),
                number,
                typed,
                note,
                wrong.map(flash -> flash.sentence()).orElse(""),
                wrong.map(flash -> flash.facts().getOrDefault("field", "")).orElse(""));
    }

    private Optional<Offer> item(RequisitionForm.Line typed, Actor by) {
        return typed.item().isEmpty()
                ? offers.named(typed.what(), by)
                : offers.of(new ItemId(UUID.fromString(typed.item())), by)
                        .filter(offer -> offer.label().equals(typed.what()));
    }

    private static LineInput blank(int index) {
        return new LineInput(
                Integer.toString(index), Integer.toString(index + 1), RequisitionForm.Line.empty(), "", "", "");
    }

    private static LineInput pattern() {
        return new LineInput(NEXT, "", RequisitionForm.Line.empty(), "", "", "");
    }

    private Choices choices(RequisitionForm typed, Actor by) {
        var items = offers.offers("", by);
        return new Choices(
                items,
                items.size() == Page.LARGEST,
                vendors.page(VendorFinder.Listing.ORDERABLE, "", "", Page.LARGEST, by).rows().stream()
                        .map(vendor -> new Field.Option(vendor.id().toString(), vendor.name()))
                        .toList(),
                Arrays.stream(Unit.values())
                        .map(unit -> new Field.Option(unit.code(), unit.words()))
                        .toList(),
                costCentres.page("", Page.LARGEST, by).rows().stream()
                        .filter(centre -> centre.active() && by.mayFor(Authority.WRITE_REQUISITIONS, centre.id()))
                        .map(centre -> new Field.Option(centre.code(), centre.code() + ", " + centre.name()))
                        .toList(),
                Stream.concat(Stream.of(typed.currency()), CURRENCIES.stream())
                        .filter(code -> !code.isEmpty())
                        .distinct()
                        .toList(),
                catalog.page(CatalogFinder.Listing.CURRENT, "", "", Page.LARGEST, by).rows().stream()
                        .map(row -> row.item().article().category())
                        .filter(category -> !category.isEmpty())
                        .distinct()
                        .sorted()
                        .toList());
    }
}
