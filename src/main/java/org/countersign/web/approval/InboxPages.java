package org.countersign.web.approval;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.countersign.approval.ApprovalFinder;
import org.countersign.approval.DecidedRow;
import org.countersign.approval.InboxRow;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.requisition.RequisitionFinder;
import org.countersign.requisition.RequisitionRow;
import org.countersign.web.Csv;
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
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The inbox of approvals: what waits for a person, what they decided, what waits for anybody. */
@Controller
class InboxPages implements Waits {

    private final ApprovalFinder approvals;
    private final RequisitionFinder requisitions;
    private final Transactions transactions;
    private final Frames frames;
    private final Clock clock;

    InboxPages(
            ApprovalFinder approvals,
            RequisitionFinder requisitions,
            Transactions transactions,
            Frames frames,
            Clock clock) {
        this.approvals = approvals;
        this.requisitions = requisitions;
        this.transactions = transactions;
        this.frames = frames;
        this.clock = clock;
    }

    /** The questions the inbox answers. */
    enum View {
        WAITING("Waiting for me"),
        DECIDED("Decided by me"),
        OPEN("All open requisitions");

        private final String words;

        View(String words) {
            this.words = words;
        }
    }

    @Override
    public Place place() {
        return Place.APPROVALS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.DECIDE_APPROVALS);
    }

    @Override
    public int waitingFor(Actor by) {
        return approvals.waiting(by);
    }

    @GetMapping("/approvals")
    ModelAndView list(@RequestParam(defaultValue = "WAITING") View view, Actor by, HttpServletRequest request) {
        var walk = Walk.of(request, "view");
        var formats = frames.formats(by);
        var shown = transactions.read(by, () -> shown(view, walk.after(), formats, by));
        var list = new ListPage(
                ListPage.Heading.of("Approvals", "What people ask you to decide"),
                walk.views(List.of(View.values()), view, each -> each.words),
                ListPage.Narrowing.none(),
                view == View.WAITING ? "Longest waiting first" : "Newest first",
                shown.table(),
                walk.paging(shown.table().rows().size(), "request", "requests", shown.next()),
                Optional.empty(),
                empty(view));
        return Csv.orPage(request, frames.of("Approvals", Place.APPROVALS, by, request), list);
    }

    private record Shown(Table table, Optional<String> next) {}

    private Shown shown(View view, String after, Formats formats, Actor by) {
        return switch (view) {
            case WAITING -> {
                var page = approvals.inbox(after, Page.USUAL, by);
                yield new Shown(waiting(page.rows(), formats), page.next());
            }
            case DECIDED -> {
                var page = approvals.decided(after, Page.USUAL, by);
                yield new Shown(decided(page.rows(), formats), page.next());
            }
            case OPEN -> {
                var page = requisitions.page(RequisitionFinder.Listing.WAITING, after, Page.USUAL, by);
                yield new Shown(open(page.rows(), formats), page.next());
            }
        };
    }

    private static ListPage.Empty empty(View view) {
        return switch (view) {
            case WAITING ->
                ListPage.Empty.of(
                        "Nothing waits for you", "When a rule asks for your decision it stands here, with why.");
            case DECIDED ->
                ListPage.Empty.of("Nothing decided yet", "What you approve, reject or send back stands here.");
            case OPEN -> ListPage.Empty.of("Nothing is open", "No requisition that you may see waits for anybody.");
        };
    }

    private Table waiting(List<InboxRow> rows, Formats formats) {
        var now = clock.instant();
        return new Table(
                "Waiting for you",
                List.of(
                        Column.main("Request"),
                        Column.text("Requester"),
                        Column.text("Why you"),
                        Column.state("Waiting"),
                        Column.sum("Cost to budgets")),
                rows.stream()
                        .map(row -> Table.Row.of(
                                Cell.link(row.title(), "/approvals/" + row.id(), named(row.number(), row.revision())),
                                Cell.text(row.requester()),
                                Cell.text(row.rule(), row.explanation()),
                                Cell.state(Tone.WARN, formats.duration(Duration.between(row.waitingSince(), now))),
                                Cell.text(formats.money(row.total()))))
                        .toList());
    }

    private static Table decided(List<DecidedRow> rows, Formats formats) {
        return new Table(
                "Decided by you",
                List.of(
                        Column.main("Request"),
                        Column.text("Requester"),
                        Column.state("You said"),
                        Column.text("Now"),
                        Column.sum("Cost to budgets")),
                rows.stream()
                        .map(row -> Table.Row.of(
                                Cell.link(row.title(), "/approvals/" + row.id(), named(row.number(), row.revision())),
                                Cell.text(row.requester(), row.comment()),
                                Cell.state(ApprovalWords.tone(row.verdict()), ApprovalWords.verdict(row.verdict())),
                                Cell.text(ApprovalWords.outcome(row.outcome()), formats.moment(row.decidedAt())),
                                Cell.text(formats.money(row.total()))))
                        .toList());
    }

    private Table open(List<RequisitionRow> rows, Formats formats) {
        var now = clock.instant();
        return new Table(
                "In approval",
                List.of(
                        Column.main("Request"),
                        Column.text("Requester"),
                        Column.state("Waiting for"),
                        Column.sum("Total, incl. tax")),
                rows.stream()
                        .map(row -> Table.Row.of(
                                Cell.link(row.title(), "/requisitions/" + row.number(), row.number()),
                                Cell.text(row.requester(), formats.date(row.submittedOn())),
                                Cell.state(
                                        Tone.WARN,
                                        row.waitingFor()
                                                + row.waitingSince()
                                                        .map(since ->
                                                                ", " + formats.duration(Duration.between(since, now)))
                                                        .orElse("")),
                                Cell.text(formats.money(row.gross()))))
                        .toList());
    }

    private static String named(String number, int revision) {
        return revision == 1 ? number : number + ", Rev " + revision;
    }
}
