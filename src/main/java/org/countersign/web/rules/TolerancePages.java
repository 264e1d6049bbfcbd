package org.countersign.web.rules;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.tolerance.KeepTolerances;
import org.countersign.tolerance.ToleranceSetRow;
import org.countersign.tolerance.Tolerances;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;
import org.countersign.web.Typed;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Tolerances: the versions of the set, one of them, and the form that writes the next. */
@Controller
class TolerancePages implements Waits {

    private static final Crumb TOLERANCES = new Crumb("Tolerances", "/tolerances");
    private static final Act WRITE = Act.open("write", "Write the next version", "/tolerances/new");

    private final KeepTolerances tolerances;
    private final ToleranceForm reader;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    TolerancePages(
            KeepTolerances tolerances,
            ToleranceForm reader,
            Organizations organizations,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.tolerances = tolerances;
        this.reader = reader;
        this.organizations = organizations;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @Override
    public Place place() {
        return Place.TOLERANCES;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.KEEP_RULES) || by.may(Authority.SEE_INVOICES) || by.may(Authority.READ_JOURNAL);
    }

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.KEEP_RULES)
                ? List.of(Act.open("tolerances", "Write the next tolerances", WRITE.href()))
                : List.of();
    }

    @GetMapping("/tolerances")
    ModelAndView list(Actor by, HttpServletRequest request) {
        var walk = Walk.of(request);
        var formats = frames.formats(by);
        var today = organizations.today(by.organization());
        var list = transactions.read(by, () -> {
            var page = tolerances.page(walk.after(), Page.USUAL, by);
            var inForce = tolerances.tolerances(by.organization(), today).version();
            return new ListPage(
                    heading(by),
                    List.of(),
                    ListPage.Narrowing.none(),
                    "newest first",
                    table(page.rows(), inForce, formats),
                    walk.paging(page.rows().size(), "version", "versions", page.next()),
                    Optional.empty(),
                    by.may(Authority.KEEP_RULES)
                            ? ListPage.Empty.of("No tolerances", ToleranceWords.EXACT, WRITE.first())
                            : ListPage.Empty.of("No tolerances", ToleranceWords.EXACT));
        });
        return Csv.orPage(request, frames.of("Tolerances", Place.TOLERANCES, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading =
                ListPage.Heading.of("Tolerances", "How far a bill or a receipt may be off before a person is asked");
        return by.may(Authority.KEEP_RULES) ? heading.with(WRITE.first()) : heading;
    }

    private static Table table(List<ToleranceSetRow> rows, String inForce, Formats formats) {
        return new Table(
                "Tolerances",
                List.of(
                        Column.main("Version"),
                        Column.text("In force from"),
                        Column.figure("Rules"),
                        Column.state("Standing"),
                        Column.text("Entered")),
                rows.stream()
                        .map(row -> Table.Row.of(
                                Cell.link("Version " + row.version(), "/tolerances/" + row.version()),
                                Cell.text(formats.date(row.from())),
                                Cell.text(formats.count(row.rules())),
                                inForce.equals(Integer.toString(row.version()))
                                        ? Cell.state(Tone.OK, "In force today")
                                        : Cell.state(Tone.IDLE, "Not in force today"),
                                Cell.text(formats.moment(row.recordedAt()))))
                        .toList());
    }

    // ---- one version

    @GetMapping("/tolerances/{version:[0-9]+}")
    ModelAndView show(@PathVariable int version, Actor by, HttpServletRequest request) {
        var set = transactions.read(by, () -> tolerances.version(version, by));
        var formats = frames.formats(by);
        var words = transactions.read(by, () -> reader.words(formats, by));
        var document = new DocumentPage(
                TOLERANCES,
                "Tolerances, version " + version,
                "",
                "A version never changes; the next one replaces it from its day on",
                Optional.empty(),
                by.may(Authority.KEEP_RULES) ? List.of(WRITE.first()) : List.of(),
                List.of(),
                List.of());
        var about = About.of("About this version")
                .with("In force from", formats.date(set.from()))
                .with("Rules", formats.count(set.rules().size()))
                .with("Where no rule is", "The figure must agree exactly")
                .with("Of several", "The most specific one counts, of two as specific the earlier");
        return Pages.page(
                "rules/show",
                new RulesPage(
                        frames.of("Tolerances", Place.TOLERANCES, by, request),
                        document,
                        "in their order",
                        words.table(set),
                        about));
    }

    // ---- the next version

    @GetMapping("/tolerances/new")
    ModelAndView form(Actor by, HttpServletRequest request) {
        var latest = transactions.read(by, () -> latest(by));
        var today = organizations.today(by.organization());
        return form(ToleranceForm.typed(latest, today), latestVersion(latest), by, request, Optional.empty());
    }

    private Tolerances latest(Actor by) {
        var version = tolerances.latest(by);
        return version == 0 ? Tolerances.exact() : tolerances.version(version, by);
    }

    private static int latestVersion(Tolerances set) {
        return set.version().matches("[0-9]+") ? Integer.parseInt(set.version()) : 0;
    }

    @PostMapping("/tolerances")
    ModelAndView enter(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var version =
                            tolerances.enter(typed.whole("seen"), typed.date("from"), ToleranceForm.rules(typed), by);
                    return new Forms.Done("/tolerances/" + version, "Version " + version + " is kept.");
                },
                flash -> form(typed, typed.whole("seen"), by, request, Optional.of(flash)));
    }

    private ModelAndView form(Typed typed, int seen, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.KEEP_RULES);
        var cards = transactions.read(by, () -> reader.cards(typed, flash, by));
        return new RulesForm(
                        frames.of("Next tolerances", Place.TOLERANCES, by, request, flash),
                        TOLERANCES,
                        ToleranceWords.EXACT,
                        "/tolerances",
                        seen,
                        typed.in(
                                flash,
                                Field.date("from", "In force from")
                                        .needed()
                                        .help("What was compared before keeps its result")),
                        ToleranceForm.LIMITS,
                        cards.subList(0, cards.size() - 1),
                        cards.getLast())
                .shown();
    }
}
