package org.countersign.web.rules;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.approval.PolicyView;
import org.countersign.approval.RuleKeeping;
import org.countersign.approval.RuleKeeping.NewPolicy;
import org.countersign.approval.RuleText;
import org.countersign.identity.OrganizationPeople;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Stale;
import org.countersign.platform.Transactions;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Crumb;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Approval rules: their versions, one of them, and the form that writes the next; its conditions are checked as it is kept. */
@Controller
@RequestMapping("/approval-rules")
class PolicyPages implements Waits {

    private static final Crumb RULES = new Crumb("Approval rules", "/approval-rules");
    private static final Act WRITE = Act.open("write", "Write the next version", "/approval-rules/new");

    private final RuleKeeping rules;
    private final PeopleFinder people;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    PolicyPages(
            RuleKeeping rules,
            PeopleFinder people,
            Organizations organizations,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.rules = rules;
        this.people = people;
        this.organizations = organizations;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @Override
    public Place place() {
        return Place.APPROVAL_RULES;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.KEEP_RULES) || by.may(Authority.READ_JOURNAL);
    }

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.KEEP_RULES)
                ? List.of(Act.open("rules", "Write the next approval rules", WRITE.href()))
                : List.of();
    }

    @GetMapping
    ModelAndView list(Actor by, HttpServletRequest request) {
        requireSight(by);
        var walk = Walk.of(request);
        var formats = frames.formats(by);
        var today = organizations.today(by.organization());
        var list = transactions.read(by, () -> {
            var page = rules.page(walk.after(), Page.USUAL, by);
            var inForce = rules.findInForce(today, by).map(PolicyView::version).orElse(0);
            return new ListPage(
                    heading(by),
                    List.of(),
                    ListPage.Narrowing.none(),
                    "newest first",
                    table(page.rows(), inForce, names(by), formats),
                    walk.paging(page.rows().size(), "version", "versions", page.next()),
                    Optional.empty(),
                    ListPage.Empty.of(
                            "The standard rules count",
                            "No rules of your own were kept yet; the next version begins with the standard ones.",
                            Act.open("standard", "Show the standard rules", "/approval-rules/0")));
        });
        return Csv.orPage(request, frames.of("Approval rules", Place.APPROVAL_RULES, by, request), list);
    }

    private void requireSight(Actor by) {
        if (!isOpenTo(by)) {
            by.require(Authority.KEEP_RULES);
        }
    }

    private static ListPage.Heading heading(Actor by) {
        var heading =
                ListPage.Heading.of("Approval rules", "Who has to agree, and when; dated versions that never change");
        return by.may(Authority.KEEP_RULES) ? heading.with(WRITE.first()) : heading;
    }

    private static Table table(List<PolicyView> rows, int inForce, OrganizationPeople names, Formats formats) {
        return new Table(
                "Approval rules",
                List.of(
                        Column.main("Version"),
                        Column.text("In force from"),
                        Column.figure("Rules"),
                        Column.state("Standing"),
                        Column.text("Why")),
                rows.stream()
                        .map(row -> Table.Row.of(
                                Cell.link("Version " + row.version(), "/approval-rules/" + row.version()),
                                Cell.text(formats.date(row.validFrom())),
                                Cell.text(formats.count(row.rules().size())),
                                row.version() == inForce
                                        ? Cell.state(Tone.OK, "In force today")
                                        : Cell.state(Tone.IDLE, "Not in force today"),
                                Cell.text(
                                        row.reason(), name(row.keptBy(), names) + ", " + formats.moment(row.keptAt()))))
                        .toList());
    }

    private OrganizationPeople names(Actor by) {
        return people.snapshot(by.organization());
    }

    private static String name(AccountId id, OrganizationPeople names) {
        return names.findPerson(id).map(person -> person.name()).orElse("Countersign");
    }

    private static PolicyWords words(OrganizationPeople people, Formats formats) {
        return new PolicyWords(
                formats,
                people.people().values().stream()
                        .collect(Collectors.toMap(person -> person.id().toString(), person -> person.name())));
    }

    // ---- one version

    @GetMapping("/{version:[0-9]+}")
    ModelAndView show(@PathVariable int version, Actor by, HttpServletRequest request) {
        requireSight(by);
        var formats = frames.formats(by);
        var frame = frames.of("Approval rules", Place.APPROVAL_RULES, by, request);
        return transactions.read(by, () -> {
            var names = names(by);
            var kept = version == 0
                    ? Optional.<PolicyView>empty()
                    : Optional.of(rules.findVersion(version, by)
                            .orElseThrow(() -> new NotFound("version of the rules", version)));
            return Pages.page(
                    "rules/show",
                    new RulesPage(
                            frame,
                            document(version, by),
                            "asked in their order",
                            words(names, formats)
                                    .table(kept.map(PolicyView::rules).orElseGet(PolicyPages::standard)),
                            kept.map(policy -> about(policy, names, formats))
                                    .orElseGet(() -> About.of("About them")
                                            .with("In force", "Until the first version of your own"))));
        });
    }

    private static DocumentPage document(int version, Actor by) {
        return new DocumentPage(
                RULES,
                version == 0 ? "The standard rules" : "Approval rules, version " + version,
                "",
                "A version never changes; the next one replaces it from its day on",
                Optional.empty(),
                by.may(Authority.KEEP_RULES) ? List.of(WRITE.first()) : List.of(),
                List.of(),
                List.of());
    }

    private static About about(PolicyView policy, OrganizationPeople names, Formats formats) {
        return About.of("About this version")
                .with("In force from", formats.date(policy.validFrom()))
                .with("Where nobody is found", name(policy.namedOwner(), names) + " decides")
                .with("Why", policy.reason())
                .with("Kept", name(policy.keptBy(), names) + ", " + formats.moment(policy.keptAt()));
    }

    private static List<RuleText> standard() {
        return NewPolicy.standard(LocalDate.EPOCH, new AccountId(new UUID(0, 0)))
                .rules();
    }

    // ---- the next version

    @GetMapping("/new")
    ModelAndView form(Actor by, HttpServletRequest request) {
        var latest = transactions.read(by, () -> latest(by));
        var typed = PolicyForm.typed(
                latest.map(PolicyView::rules).orElseGet(PolicyPages::standard),
                latest.map(PolicyView::namedOwner),
                organizations.today(by.organization()));
        return form(typed, latest.map(PolicyView::version).orElse(0), by, request, Optional.empty());
    }

    private Optional<PolicyView> latest(Actor by) {
        return rules.page("", 1, by).rows().stream().findFirst();
    }

    @PostMapping
    ModelAndView keep(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    Stale.unlessCurrent(
                            typed.whole("seen"),
                            latest(by).map(PolicyView::version).orElse(0));
                    var kept = rules.keep(PolicyForm.policy(typed), by);
                    return new Forms.Done(
                            "/approval-rules/" + kept.version(),
                            "Version " + kept.version() + " is kept; it counts from its day on.");
                },
                flash -> form(typed, typed.whole("seen"), by, request, Optional.of(flash)));
    }

    private ModelAndView form(Typed typed, int seen, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.KEEP_RULES);
        var snapshot = transactions.read(by, () -> names(by));
        var form = new PolicyForm(words(snapshot, frames.formats(by)), snapshot);
        var cards = new ArrayList<>(form.cards(typed, flash));
        var blank = cards.removeLast();
        return new RulesForm(
                        frames.of("Next approval rules", Place.APPROVAL_RULES, by, request, flash),
                        RULES,
                        "Where no rule holds, nobody has to agree. Every condition is read and checked before the version is "
                                + "kept; requests that wait keep the rules they were asked by.",
                        "/approval-rules",
                        seen,
                        form.head(typed, flash),
                        PolicyForm.LANGUAGE,
                        cards,
                        blank)
                .shown();
    }
}
