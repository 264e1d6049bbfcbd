package org.countersign.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.identity.CostCentre;
import org.countersign.identity.CostCentreFinder;
import org.countersign.identity.CostCentres;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Tone;
import org.countersign.web.Typed;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Cost centres: the list, and the form that opens or changes one. */
@Controller
class CostCentrePages {

    private static final Crumb COST_CENTRES = new Crumb("Cost centres", "/cost-centres");

    private final CostCentres costCentres;
    private final CostCentreFinder finder;
    private final PeopleFinder people;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    CostCentrePages(
            CostCentres costCentres,
            CostCentreFinder finder,
            PeopleFinder people,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.costCentres = costCentres;
        this.finder = finder;
        this.people = people;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping("/cost-centres")
    ModelAndView list(Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_COST_CENTRES);
        var walk = Walk.of(request);
        var open = Act.open("add", "New cost centre", "/cost-centres/new");
        var list = transactions.read(by, () -> {
            var page = finder.page(walk.after(), Page.USUAL, by);
            return new ListPage(
                    ListPage.Heading.of("Cost centres", "What spending is charged to, and who answers for it")
                            .with(open.first()),
                    List.of(),
                    ListPage.Narrowing.none(),
                    "by code",
                    table(page.rows(), finder.codes(by), people.choices(by)),
                    walk.paging(page.rows().size(), "cost centre", "cost centres", page.next()),
                    Optional.empty(),
                    ListPage.Empty.of(
                            "No cost centres yet",
                            "Every line of a requisition is charged to one; open the first.",
                            open));
        });
        return Csv.orPage(request, frames.of("Cost centres", Place.COST_CENTRES, by, request), list);
    }

    @GetMapping("/cost-centres/new")
    ModelAndView describe(Actor by, HttpServletRequest request) {
        return openForm(Typed.proposing(Map.of()), by, request, Optional.empty());
    }

    @PostMapping("/cost-centres")
    ModelAndView open(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var opened = costCentres.open(typed.text("code"), terms(typed, true), by);
                    return new Forms.Done("/cost-centres", "Opened " + opened.code() + "; it may be charged.");
                },
                flash -> openForm(typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/cost-centres/{id}")
    ModelAndView show(@PathVariable CostCentreId id, Actor by, HttpServletRequest request) {
        return changeForm(id, Optional.empty(), by, request, Optional.empty());
    }

    @PostMapping("/cost-centres/{id}")
    ModelAndView change(
            @PathVariable CostCentreId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var changed = costCentres.change(id, typed.whole("version"), terms(typed, typed.yes("active")), by);
                    return new Forms.Done("/cost-centres", "Changed " + changed.code() + ".");
                },
                flash -> changeForm(id, Optional.of(typed), by, request, Optional.of(flash)));
    }

    private static CostCentre.Terms terms(Typed typed, boolean active) {
        var parent = typed.text("parent").isEmpty() ? null : new CostCentreId(typed.id("parent"));
        return new CostCentre.Terms(typed.text("name"), parent, new AccountId(typed.id("owner")), active);
    }

    private ModelAndView openForm(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.KEEP_COST_CENTRES);
        var fields = new ArrayList<Field>();
        fields.add(Field.text("code", "Code").needed().help("It stays for life, such as OPS"));
        fields.addAll(transactions.read(by, () -> fields(Optional.empty(), by)));
        return FormPage.of(
                        frames.of("New cost centre", Place.COST_CENTRES, by, request, flash),
                        COST_CENTRES,
                        "It may be charged as soon as it is opened.",
                        "/cost-centres",
                        "Open the cost centre",
                        typed.in(flash, fields.toArray(Field[]::new)))
                .shown();
    }

    private ModelAndView changeForm(
            CostCentreId id, Optional<Typed> sent, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.KEEP_COST_CENTRES);
        return transactions.read(by, () -> {
            var known = finder.costCentre(id, by);
            var fields = new ArrayList<>(fields(Optional.of(id), by));
            fields.add(Field.of(Field.Kind.YES, "active", "May be charged"));
            return FormPage.of(
                            frames.of(known.code() + " " + known.name(), Place.COST_CENTRES, by, request, flash),
                            COST_CENTRES,
                            "Approvals that ask its owner go to whom you choose from now on.",
                            "/cost-centres/" + id,
                            "Change the cost centre",
                            sent.orElseGet(() -> typed(known)).in(flash, fields.toArray(Field[]::new)))
                    .seeing(sent.orElseGet(Typed::nothing), known.version())
                    .shown();
        });
    }

    private static Typed typed(CostCentre known) {
        var values = new LinkedHashMap<String, String>();
        values.put("name", known.name());
        values.put("owner", known.owner().toString());
        var parent = known.parent();
        values.put("parent", parent == null ? "" : parent.toString());
        values.put("active", Boolean.toString(known.active()));
        return Typed.proposing(values);
    }

    private List<Field> fields(Optional<CostCentreId> of, Actor by) {
        var parents = finder.codes(by).entrySet().stream()
                .filter(one -> !of.equals(Optional.of(one.getKey())))
                .sorted(Map.Entry.comparingByValue())
                .map(one -> new Field.Option(one.getKey().toString(), one.getValue()))
                .toList();
        return List.of(
                Field.text("name", "Name").needed(),
                Field.choice("owner", "Who answers for it", Choices.active(people.choices(by), null))
                        .needed(),
                Field.choice("parent", "Part of", parents));
    }

    private static Table table(
            List<CostCentre> rows, Map<CostCentreId, String> codes, Map<AccountId, PeopleFinder.Choice> names) {
        var columns = List.of(
                Column.main("Code"),
                Column.text("Name"),
                Column.text("Owner"),
                Column.text("Part of"),
                Column.state("State"));
        return new Table(
                "Cost centres",
                columns,
                rows.stream().map(one -> row(one, codes, names)).toList());
    }

    private static Row row(CostCentre one, Map<CostCentreId, String> codes, Map<AccountId, PeopleFinder.Choice> names) {
        var parent = one.parent();
        return Row.of(
                Cell.link(one.code(), "/cost-centres/" + one.id()),
                Cell.text(one.name()),
                Cell.text(Choices.name(names, one.owner())),
                Cell.text(parent == null ? "" : codes.getOrDefault(parent, "")),
                one.active() ? Cell.state(Tone.OK, "may be charged") : Cell.state(Tone.IDLE, "closed"));
    }
}
