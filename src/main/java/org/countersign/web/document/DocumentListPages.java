package org.countersign.web.document;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.countersign.exchange.inbound.DocumentFinder;
import org.countersign.exchange.inbound.DocumentView;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of documents that were handed in. */
@Controller
class DocumentListPages implements Waits {

    private final DocumentFinder documents;
    private final Transactions transactions;
    private final Frames frames;

    DocumentListPages(DocumentFinder documents, Transactions transactions, Frames frames) {
        this.documents = documents;
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.DOCUMENTS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.POST_DOCUMENTS) || by.may(Authority.SEE_INVOICES);
    }

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.POST_DOCUMENTS)
                ? List.of(Act.open("hand-in", "Hand in a document", "/documents/new"))
                : List.of();
    }

    @Override
    public int waitingFor(Actor by) {
        return by.may(Authority.PLACE_DOCUMENTS) ? documents.unplaced(by) : 0;
    }

    @GetMapping("/documents")
    ModelAndView list(
            @RequestParam(defaultValue = "UNPLACED") DocumentFinder.Listing view,
            Actor by,
            HttpServletRequest request) {
        var walk = Walk.of(request, "view");
        var formats = frames.formats(by);
        var page = transactions.read(by, () -> documents.page(view, walk.after(), Page.USUAL, by));
        var table = table(page.rows(), formats);
        var list = new ListPage(
                heading(by),
                walk.views(List.of(DocumentFinder.Listing.values()), view, DocumentFinder.Listing::words),
                ListPage.Narrowing.none(),
                view == DocumentFinder.Listing.KEPT_LONG ? "Oldest first" : "Newest first",
                table,
                walk.paging(page.rows().size(), "document", "documents", page.next()),
                Optional.empty(),
                empty(view, by));
        return Csv.orPage(request, frames.of("Documents in", Place.DOCUMENTS, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Documents in", "What vendors sent, kept as it came, and what became of it");
        return by.may(Authority.POST_DOCUMENTS)
                ? heading.with(Act.open("hand-in", "Hand in a document", "/documents/new")
                        .first())
                : heading;
    }

    private static ListPage.Empty empty(DocumentFinder.Listing view, Actor by) {
        if (view == DocumentFinder.Listing.UNPLACED) {
            return ListPage.Empty.of("Nothing waits", "Every document that came has found its place.");
        }
        if (view != DocumentFinder.Listing.ALL || !by.may(Authority.POST_DOCUMENTS)) {
            return ListPage.Empty.of("Nothing here", "No document is in this view now.");
        }
        return ListPage.Empty.of(
                "No documents yet",
                "They come over the API, from organisations of this installation, or as a file.",
                Act.open("first", "Hand in the first", "/documents/new").first());
    }

    private static Table table(List<DocumentView> rows, Formats formats) {
        return new Table(
                "Documents",
                List.of(
                        Column.main("Document"),
                        Column.text("Sender"),
                        Column.state("What became of it"),
                        Column.text("Why"),
                        Column.figure("Received")),
                rows.stream().map(row -> row(row, formats)).toList());
    }

    private static Table.Row row(DocumentView row, Formats formats) {
        return Table.Row.of(
                Cell.link(DocumentPages.name(row), "/documents/" + row.id(), DocumentPages.kind(row)),
                Cell.text(row.sender().isEmpty() ? "not known" : row.sender()),
                Cell.state(DocumentPages.tone(row), DocumentPages.disposition(row)),
                Cell.text(row.reason()),
                Cell.text(formats.shortMoment(row.receivedAt())));
    }
}
