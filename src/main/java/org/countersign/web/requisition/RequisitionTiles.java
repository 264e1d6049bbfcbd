package org.countersign.web.requisition;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.requisition.RequisitionFinder;
import org.countersign.requisition.RequisitionPhase;
import org.countersign.requisition.RequisitionRow;
import org.countersign.web.Formats;
import org.countersign.web.home.Tiles;
import org.springframework.stereotype.Component;

/** What requisitions put on the home page: what was sent back, begun or is under way, and where the newest are. */
@Component
class RequisitionTiles implements Tiles {

    private static final int NEWEST = 5;
    private static final int NAMED = 3;

    private final RequisitionFinder requisitions;
    private final Clock clock;

    RequisitionTiles(RequisitionFinder requisitions, Clock clock) {
        this.requisitions = requisitions;
        this.clock = clock;
    }

    @Override
    public List<Tile> tiles(Actor by, Formats formats) {
        if (!by.may(Authority.WRITE_REQUISITIONS)) {
            return List.of();
        }
        var tiles = new ArrayList<Tile>();
        var drafts = requisitions.drafts("", Page.LARGEST, by).rows();
        var sentBack =
                drafts.stream().filter(draft -> draft.number().isPresent()).count();
        var begun = drafts.size() - sentBack;
        if (sentBack > 0) {
            tiles.add(new Tile(
                    12,
                    sentBack == 1 ? "requisition sent back" : "requisitions sent back",
                    formats.count(sentBack),
                    sentBack == 1 ? "Change it and submit it again" : "Change them and submit them again",
                    "/requisitions?view=drafts",
                    true));
        }
        if (begun > 0) {
            tiles.add(new Tile(
                    51,
                    begun == 1 ? "draft of yours" : "drafts of yours",
                    formats.count(begun),
                    "Begun and not submitted yet",
                    "/requisitions?view=drafts",
                    false));
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
                        : "Waits for "
                                + waiting.stream()
                                        .map(RequisitionRow::waitingFor)
                                        .distinct()
                                        .limit(NAMED)
                                        .collect(Collectors.joining("; ")),
                "/requisitions?view=waiting",
                false));
        return tiles;
    }

    @Override
    public Optional<Latest> latest(Actor by, Formats formats) {
        if (!by.may(Authority.WRITE_REQUISITIONS)) {
            return Optional.empty();
        }
        var rows = requisitions
                .page(RequisitionFinder.Listing.MINE, "", NEWEST, by)
                .rows();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Latest(
                        "Your newest requisitions",
                        "All your requisitions",
                        "/requisitions?view=mine",
                        new RequisitionTable(formats, clock.instant()).of(rows)));
    }
}
