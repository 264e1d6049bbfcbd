package org.countersign.web.requisition;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.kernel.SearchKey;
import org.countersign.platform.Transactions;
import org.countersign.requisition.DraftRow;
import org.countersign.requisition.RequisitionFinder;
import org.countersign.requisition.RequisitionRow;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Field;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of requisitions. */
@Controller
class RequisitionListPages implements Waits {

    private final RequisitionFinder requisitions;
    private final Transactions transactions;
    private final Frames frames;
    private final Clock clock;

    RequisitionListPages(RequisitionFinder requisitions, Transactions transactions, Frames frames, Clock clock) {
        this.requisitions = requisitions;
        this.transactions = transactions;
        this.frames = frames;
        this.clock = clock;
    }

    /** The questions the list answers. */
    enum View {
        MINE("Mine"),
        WAITING("In approval"),
        ALL("All"),
        DRAFTS("Drafts");

        private final String words;

        View(String words) {
            this.words = words;
        }
    }

    @Override
    public Place place() {
        return Place.REQUISITIONS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.SEE_PRICES)
                && (by.may(Authority.WRITE_REQUISITIONS)
                        || by.may(Authority.DECIDE_APPROVALS)
                        || by.may(Authority.SEE_WHOLE_ORGANIZATION));
    }

    /** What the person is still writing, those that were sent back included. */
    @Override
    public int waitingFor(Actor by) {
        return by.may(Authority.WRITE_REQUISITIONS)
                ? requisitions.drafts("", Page.LARGEST, by).rows().size()
                : 0;
    }

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.WRITE_REQUISITIONS)
                ? List.of(Act.open("new", "New requisition", "/requisitions/new"))
                : List.of();
    }

    @GetMapping("/requisitions")
    ModelAndView list(
            @RequestParam(required = false) @Nullable View view,
            @RequestParam(defaultValue = "") String q,
            Actor by,
            HttpServletRequest request) {
        var usual = by.may(Authority.WRITE_REQUISITIONS) ? View.MINE : View.ALL;
        var on = view == null ? usual : view;
        var formats = frames.formats(by);
        var walk = Walk.of(request, "view", "q");
        var shown = transactions.read(by, () -> shown(on, q, walk.after(), formats, by));
        var list = new ListPage(
                heading(by),
                views(on, walk, by),
                narrowing(on, q, walk),
                on == View.DRAFTS ? "Last changed first" : "Newest first",
                shown.table(),
                walk.paging(shown.table().rows().size(), "requisition", "requisitions", shown.next()),
                Optional.empty(),
                empty(on, q, by));
        return Csv.orPage(request, frames.of("Requisitions", Place.REQUISITIONS, by, request), list);
    }

    private record Shown(Table table, Optional<String> next) {}

    private Shown shown(View view, String q, String after, Formats formats, Actor by) {
        if (view == View.DRAFTS) {
            var page = requisitions.drafts(after, Page.USUAL, by);
            return new Shown(drafts(page.rows(), formats), page.next());
        }
        var table = new RequisitionTable(formats, clock.instant());
        var listing = RequisitionFinder.Listing.valueOf(view.name());
        if (q.isBlank()) {
            var page = requisitions.page(listing, after, Page.USUAL, by);
            return new Shown(table.of(page.rows()), page.next());
        }
        var found = requisitions.page(listing, "", Page.LARGEST, by).rows().stream()
                .filter(row -> has(row, q))
                .toList();
        return new Shown(table.of(found), Optional.empty());
    }

    /** Whether the row has all of the words, each as the beginning of one of its own. */
    static boolean has(RequisitionRow row, String q) {
        var text = " " + SearchKey.of(String.join(" ", row.number(), row.title(), row.requester(), row.vendors()));
        return SearchKey.words(q).stream().allMatch(word -> text.contains(" " + word));
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Requisitions", "What people ask for, and where each request is");
        return by.may(Authority.WRITE_REQUISITIONS)
                ? heading.with(
                        Act.open("new", "New requisition", "/requisitions/new").first())
                : heading;
    }

    private static List<ListPage.View> views(View on, Walk walk, Actor by) {
        var mine = by.may(Authority.WRITE_REQUISITIONS);
        var offered = Arrays.stream(View.values())
                .filter(view -> mine || view != View.DRAFTS)
                .toList();
        return walk.without("q").views(offered, on, view -> view.words);
    }

    private static ListPage.Narrowing narrowing(View on, String q, Walk walk) {
        if (on == View.DRAFTS) {
            return ListPage.Narrowing.none();
        }
        return new ListPage.Narrowing(
                "/requisitions",
                q.isBlank() ? List.of() : List.of(new ListPage.Filter("has the words", q, walk.with("q", ""))),
                List.of(Field.text("q", "Words")
                        .value(q)
                        .help("Number, title, requester or vendor, among the newest " + Page.LARGEST)),
                List.of(new Field.Option(Walk.word(on), "view")));
    }

    private static ListPage.Empty empty(View view, String q, Actor by) {
        if (!q.isBlank()) {
            return ListPage.Empty.of(
                    "Nothing found", "None of the newest " + Page.LARGEST + " requisitions has all of these words.");
        }
        var sentence = switch (view) {
            case MINE -> "What you ask for stands here, with who has it and how long each decision took.";
            case WAITING -> "No requisition waits for a decision right now.";
            case ALL -> "Every requisition that you may see stands here.";
            case DRAFTS -> "What you begin and do not submit yet waits here; nobody else can open it.";
        };
        var title = view == View.WAITING ? "Nothing in approval" : "No requisitions yet";
        return by.may(Authority.WRITE_REQUISITIONS)
                ? ListPage.Empty.of(
                        title,
                        sentence,
                        Act.open("first", "Write a requisition", "/requisitions/new")
                                .first())
                : ListPage.Empty.of(title, sentence);
    }

    private static Table drafts(List<DraftRow> rows, Formats formats) {
        return new Table(
                "Drafts",
                List.of(Column.main("Draft"), Column.state("Standing"), Column.text("Last changed")),
                rows.stream()
                        .map(row -> Table.Row.of(
                                Cell.link(
                                        row.title().isEmpty() ? "Without a title" : row.title(),
                                        "/requisitions/"
                                                + row.number().orElse(row.id().toString()),
                                        row.number().orElse("")),
                                row.number().isPresent()
                                        ? Cell.state(Tone.WARN, "Sent back to you")
                                        : Cell.state(Tone.IDLE, "Not submitted yet"),
                                Cell.text(formats.moment(row.updatedAt()))))
                        .toList());
    }
}
