package org.countersign.web.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.invoice.InvoiceFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Formats;
import org.countersign.web.home.Tiles;
import org.springframework.stereotype.Component;

/** What invoices put on the home page. */
@Component
class InvoiceTiles implements Tiles {

    private static final int HELD_COUNTED = 1_000;
    private static final int READY_COUNTED = 50;

    private final InvoiceFinder invoices;

    InvoiceTiles(InvoiceFinder invoices) {
        this.invoices = invoices;
    }

    @Override
    public List<Tile> tiles(Actor by, Formats formats) {
        if (!by.may(Authority.SEE_INVOICES)) {
            return List.of();
        }
        var tiles = new ArrayList<Tile>();
        var held = invoices.held(by);
        var theirs = by.may(Authority.ENTER_INVOICES) || by.may(Authority.LIFT_HOLDS);
        tiles.add(new Tile(
                15,
                held == 1 ? "invoice held" : "invoices held",
                formats.count(held, HELD_COUNTED),
                "Due soonest first, each with whose move it is",
                "/invoices",
                theirs && held > 0));
        if (by.may(Authority.PROPOSE_PAYMENTS) || by.may(Authority.LIFT_HOLDS)) {
            var ready = invoices.page(InvoiceFinder.Listing.READY, Optional.empty(), "", READY_COUNTED, by);
            tiles.add(new Tile(
                    30,
                    ready.rows().size() == 1 ? "invoice ready to pay" : "invoices ready to pay",
                    formats.count(ready.rows().size() + (ready.next().isPresent() ? 1 : 0), READY_COUNTED),
                    "Due soonest first",
                    "/invoices?view=ready",
                    false));
        }
        return tiles;
    }
}
