package org.countersign.web.approval;

import java.util.List;
import org.countersign.approval.ApprovalFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Formats;
import org.countersign.web.home.Tiles;
import org.springframework.stereotype.Component;

/** What waits for a person's decision, on their home page. */
@Component
class ApprovalTiles implements Tiles {

    private final ApprovalFinder approvals;

    ApprovalTiles(ApprovalFinder approvals) {
        this.approvals = approvals;
    }

    @Override
    public List<Tile> tiles(Actor by, Formats formats) {
        if (!by.may(Authority.DECIDE_APPROVALS)) {
            return List.of();
        }
        var waiting = approvals.waiting(by);
        return List.of(new Tile(
                10,
                waiting == 1 ? "approval waits for you" : "approvals wait for you",
                formats.count(waiting, ApprovalFinder.MOST_COUNTED),
                waiting == 0 ? "You have decided everything" : "Longest waiting first",
                "/approvals",
                waiting > 0));
    }
}
