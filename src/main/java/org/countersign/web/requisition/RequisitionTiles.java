package org.countersign.web.requisition;

import java.util.ArrayList;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.requisition.RequisitionFinder;
import org.countersign.requisition.RequisitionPhase;
import org.countersign.web.Formats;
import org.countersign.web.home.Tiles;
import org.springframework.stereotype.Component;

/** What requisitions put on the home page: what was sent back, and what of one's own is under way. */
@Component
class RequisitionTiles implements Tiles {

    private final RequisitionFinder requisitions;

    RequisitionTiles(RequisitionFinder requisitions) {
        this.requisitions = requisitions;
    }

    @Override
    public List<Tile> tiles(Actor by, Formats formats) {
        if (!by.may(Authority.WRITE_REQUISITIONS)) {
            return List.of();
        }
        var tiles = new ArrayList<Tile>();
        var sentBack = requisitions.drafts("", Page.LARGEST, by).rows().stream()
                .filter(draft -> draft.number().isPresent())
                .count();
        if (sentBack > 0) {
            tiles.add(new Tile(
                    12,
                    sentBack == 1 ? "requisition sent back" : "requisitions sent back",
                    formats.count(sentBack),
                    "Change them and submit again",
                    "/requisitions?view=drafts",
                    true));
        }
        var mine = requisitions
                .page(RequisitionFinder.Listing.MINE, "", Page.LARGEST, by)
                .rows();
        var waiting = mine.stream()
                .filter(row -> row.phase() == RequisitionPhase.IN_APPROVAL)
                .toList();
        tiles.add(new Tile(
                50,
                "of your requests in approval",
                formats.count(waiting.size()),
                waiting.isEmpty()
                        ? "Nothing of yours waits"
                        : "Waits for " + waiting.getFirst().waitingFor(),
                "/requisitions",
                false));
        return tiles;
    }
}
