package org.countersign.web.receipt;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.fulfilment.ReceiptFinder;
import org.countersign.fulfilment.ReceiptKind;
import org.countersign.fulfilment.ReceiptRow;
import org.countersign.fulfilment.ReceiptView;
import org.countersign.fulfilment.Receiving;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.order.Disposition;
import org.countersign.platform.Transactions;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.Fact;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frame;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of one receipt, return or reversal. */
@Controller
@RequestMapping("/receipts")
class ReceiptPages {

    private final Receiving receiving;
    private final ReceiptFinder receipts;
    private final LifeOf life;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    ReceiptPages(
            Receiving receiving,
            ReceiptFinder receipts,
            LifeOf life,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.receiving = receiving;
        this.receipts = receipts;
        this.life = life;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping("/{number}")
    ModelAndView show(@PathVariable String number, Actor by, HttpServletRequest request) {
        return show(number, by, request, Optional.empty());
    }

    private ModelAndView show(String number, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var frame = frames.of(number, Place.RECEIPTS, by, request, flash);
        return Pages.page("receipt/show", transactions.read(by, () -> page(frame, receipts.byNumber(number, by), by)));
    }

    private ReceiptPage page(Frame frame, ReceiptView view, Actor by) {
        var formats = frames.formats(by);
        var receipt = view.receipt();
        return new ReceiptPage(
                frame,
                new DocumentPage(
                        new DocumentPage.Crumb("Receipts", "/receipts"),
                        receipt.number(),
                        kind(receipt),
                        receipt.order().number() + " · " + receipt.order().vendorName(),
                        Optional.empty(),
                        acts(view),
                        List.of(),
                        List.of()),
                lines(view, formats),
                life.life(
                        DocumentRef.of("receipt", receipt.id()),
                        "Life of this " + receipt.kind().code(),
                        by),
                About.of("About it", facts(view, formats)));
    }

    private static String kind(ReceiptRow receipt) {
        var kind = switch (receipt.kind()) {
            case RECEIPT -> "Receipt";
            case RETURN -> "Return";
            case REVERSAL -> "Reversal";
        };
        return kind + (receipt.reversedBy().isPresent() ? ", reversed" : "");
    }

    private static List<Act> acts(ReceiptView view) {
        var receipt = view.receipt();
        var acts = new ArrayList<Act>();
        if (view.actions().contains(ReceiptView.Act.RETURN)) {
            acts.add(Act.open(
                    "return", "Return goods", "/orders/" + receipt.order().number() + "/return"));
        }
        if (view.actions().contains(ReceiptView.Act.REVERSE)) {
            acts.add(Act.reason(
                    "reverse",
                    receipt.kind() == ReceiptKind.RETURN ? "Reverse the return" : "Reverse the receipt",
                    "/receipts/" + receipt.number() + "/reversal",
                    "It is recorded as if it had never happened. Why?"));
        }
        return acts;
    }

    private static Table lines(ReceiptView view, Formats formats) {
        var came = view.receipt().kind() == ReceiptKind.RECEIPT;
        var columns = new ArrayList<>(
                List.of(Column.main("Line"), Column.figure(came ? "Came" : "Quantity"), Column.figure("Rejected")));
        if (came) {
            columns.add(Column.figure("Still here"));
        }
        columns.add(Column.text("What is wrong"));
        return new Table(
                "Lines",
                columns,
                view.lines().stream().map(line -> line(line, came, formats)).toList());
    }

    private static Table.Row line(ReceiptView.Line line, boolean came, Formats formats) {
        var goods = line.goods();
        var cells = new ArrayList<Cell>(List.of(
                Cell.text(
                        goods.orderLineNumber() + " · " + goods.description(),
                        line.of().map(of -> "came with " + of.number()).orElse("")),
                Cell.text(formats.quantity(line.quantity(), goods.unit())),
                Cell.text(formats.quantity(line.rejected()))));
        if (came) {
            cells.add(Cell.text(formats.quantity(line.left())));
        }
        cells.add(Cell.text(
                line.why().isEmpty() ? "nothing" : line.why(),
                line.disposition().map(ReceiptPages::words).orElse("")));
        return new Table.Row("", cells);
    }

    private static String words(Disposition disposition) {
        return switch (disposition) {
            case REPLACE -> "to be replaced";
            case CREDIT -> "for credit";
        };
    }

    private static List<Fact> facts(ReceiptView view, Formats formats) {
        var receipt = view.receipt();
        var facts = new ArrayList<>(List.of(
                new Fact(
                        "Order",
                        receipt.order().number() + ", rev " + receipt.order().revision(),
                        "/orders/" + receipt.order().number()),
                Fact.of("Vendor", receipt.order().vendorName()),
                Fact.of("Day", formats.date(receipt.on())),
                Fact.of(
                        "Recorded",
                        formats.moment(receipt.recorded().at()) + " by "
                                + receipt.recorded().by())));
        if (!receipt.reference().isEmpty()) {
            facts.add(Fact.of(
                    receipt.kind() == ReceiptKind.RECEIPT ? "Delivery note" : "Reference", receipt.reference()));
        }
        if (!receipt.note().isEmpty()) {
            facts.add(Fact.of("Note", receipt.note()));
        }
        view.reverses()
                .ifPresent(other -> facts.add(new Fact("Reverses", other.number(), "/receipts/" + other.number())));
        receipt.reversedBy().ifPresent(other -> facts.add(new Fact("Reversed by", other, "/receipts/" + other)));
        return facts;
    }

    @PostMapping("/{number}/reversal")
    ModelAndView reverse(
            @PathVariable String number,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var reversal = receiving.reverse(
                            receipts.byNumber(number, by).receipt().id(), reason, by);
                    return new Forms.Done("/receipts/" + number, number + " is reversed by " + reversal.number() + ".");
                },
                flash -> show(number, by, request, Optional.of(flash)));
    }
}
