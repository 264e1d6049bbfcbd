package org.countersign.web.journal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.JournalRow;
import org.countersign.platform.Transactions;
import org.countersign.web.ActWords;
import org.countersign.web.Csv;
import org.countersign.web.Field;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Tone;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;

/** Everything that happened in the organisation, the newest first. */
@Controller
class JournalPages {

    /** So many pages are read on to find rows of one kind or one person. */
    private static final int ROUNDS = 10;

    private final JournalFinder journal;
    private final Transactions transactions;
    private final Frames frames;

    JournalPages(JournalFinder journal, Transactions transactions, Frames frames) {
        this.journal = journal;
        this.transactions = transactions;
        this.frames = frames;
    }

    /** The questions the journal answers, by the kinds of documents they are about. */
    private enum View {
        ALL("All", Set.of()),
        BUYING("Buying", Set.of("requisition", "approval", "order", "receipt")),
        MONEY("Money", Set.of("invoice", "credit-note", "payment", "payment-proposal", "budget", "period", "rate")),
        RECORDS("Records", Set.of("vendor", "item", "policy", "tolerances", "cost-centre")),
        PEOPLE("People and keys", Set.of("person", "organization"));

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set, which its type cannot say
        private final Set<String> kinds;

        View(String words, Set<String> kinds) {
            this.words = words;
            this.kinds = kinds;
        }

        boolean has(JournalRow row) {
            return kinds.isEmpty() || kinds.contains(row.document().kind());
        }

        static View of(String word) {
            return Arrays.stream(values())
                    .filter(view -> Walk.word(view).equals(word))
                    .findFirst()
                    .orElse(ALL);
        }
    }

    @GetMapping("/journal")
    ModelAndView list(Actor by, HttpServletRequest request) {
        var walk = Walk.of(request, "view", "who");
        var view = View.of(walk.chosen("view"));
        var who = walk.chosen("who");
        var formats = frames.formats(by);
        var page = transactions.read(by, () -> read(view, who.toLowerCase(Locale.ROOT), walk.after(), by));
        var list = new ListPage(
                ListPage.Heading.of(
                        "Journal",
                        "Everything that happened, as it was told; nothing is ever taken back. Rows are numbered across all organisations of this installation."),
                walk.views(List.of(View.values()), view, other -> other.words),
                new ListPage.Narrowing(
                        "/journal",
                        who.isEmpty() ? List.of() : List.of(new ListPage.Filter("done by", who, walk.with("who", ""))),
                        List.of(Field.text("who", "Done by").value(who)),
                        List.of(new Field.Option("view", Walk.word(view)))),
                "newest first",
                table(page.rows(), formats, by),
                walk.paging(page.rows().size(), "row", "rows", page.next()),
                Optional.empty(),
                ListPage.Empty.of("Nothing of this kind", "What is done from now on appears here at once."));
        return Csv.orPage(request, frames.of("Journal", Place.JOURNAL, by, request), list);
    }

    /** A page of the rows that were asked for: the journal is read on, a bounded number of pages at once. */
    private Page<JournalRow> read(View view, String who, String after, Actor by) {
        Refusal.unless(
                after.matches("[0-9]{0,18}"),
                () -> Refusal.unreadable(
                        "key-unreadable",
                        "The journal cannot go on from there; begin it again.",
                        Refusal.Facts.none()));
        var kept = new ArrayList<JournalRow>();
        var key = Optional.of(after);
        for (var round = 0; round < ROUNDS && key.isPresent() && kept.size() <= Page.USUAL; round++) {
            var page = journal.newest(key.get(), Page.LARGEST, by);
            page.rows().stream()
                    .filter(view::has)
                    .filter(row -> row.actorName().toLowerCase(Locale.ROOT).contains(who))
                    .forEach(kept::add);
            key = page.next();
        }
        return kept.size() > Page.USUAL
                ? Page.of(kept.subList(0, Page.USUAL + 1), Page.USUAL, row -> Long.toString(row.position()))
                : new Page<>(kept, key);
    }

    private static Table table(List<JournalRow> rows, Formats formats, Actor by) {
        var columns = List.of(
                Column.main("What"),
                Column.text("Document"),
                Column.text("Who"),
                Column.state("Kind"),
                Column.text("When"));
        return new Table(
                "Journal",
                columns,
                rows.stream().map(row -> row(row, formats, by)).toList());
    }

    private static Row row(JournalRow row, Formats formats, Actor by) {
        var words = ActWords.of(row, formats, by);
        return Row.of(
                Cell.text(words.verb(), words.note()),
                document(row),
                Cell.text(ActWords.who(row)),
                Cell.state(
                        words.stopped() ? Tone.STOP : Tone.IDLE,
                        row.document().kind().replace('-', ' ')),
                Cell.text(formats.moment(row.recordedAt()), "row " + formats.count(row.position())));
    }

    /** What the row is about; the table leaves it as text for who may not open it. */
    private static Cell document(JournalRow row) {
        var kind = row.document().kind();
        var words = kind.replace('-', ' ');
        var number = number(row.facts());
        return switch (kind) {
            case "order", "requisition", "receipt", "payment-proposal" -> numbered(words, "/" + kind + "s/", number);
            case "invoice", "credit-note" -> numbered(words, "/invoices/", number);
            case "vendor", "item", "budget", "cost-centre" ->
                Cell.link(words, "/" + kind + "s/" + row.document().id());
            case "person" -> Cell.link(words, "/people/" + row.document().id());
            case "document" ->
                Cell.link(
                        number.isEmpty() ? words : number,
                        "/documents/" + row.document().id());
            case "approval" -> Cell.link(words, "/approvals/" + row.document().id());
            case "policy" -> Cell.link("approval rules", "/approval-rules");
            case "tolerances" -> Cell.link(words, "/tolerances");
            default -> Cell.text(words);
        };
    }

    private static Cell numbered(String words, String folder, String number) {
        return number.isEmpty() ? Cell.text(words) : Cell.link(number, folder + number);
    }

    private static String number(JsonNode facts) {
        return Stream.of("", "bill", "run")
                .map(holder -> holder.isEmpty() ? facts : facts.path(holder))
                .map(holder -> holder.path("number").asString(""))
                .filter(number -> !number.isEmpty())
                .findFirst()
                .orElse("");
    }
}
