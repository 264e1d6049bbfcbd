package org.countersign.web.document;

import java.util.List;
import org.countersign.exchange.inbound.DocumentFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Formats;
import org.countersign.web.home.Tiles;
import org.springframework.stereotype.Component;

/** Documents that found no place of their own, on the home page of who places them. */
@Component
class DocumentTiles implements Tiles {

    private static final int COUNTED = 1_000;

    private final DocumentFinder documents;

    DocumentTiles(DocumentFinder documents) {
        this.documents = documents;
    }

    @Override
    public List<Tile> tiles(Actor by, Formats formats) {
        if (!by.may(Authority.PLACE_DOCUMENTS)) {
            return List.of();
        }
        var waiting = documents.unplaced(by);
        return waiting == 0
                ? List.of()
                : List.of(new Tile(
                        40,
                        waiting == 1 ? "document to place" : "documents to place",
                        formats.count(waiting, COUNTED),
                        "What they name is not known here",
                        "/documents",
                        true));
    }
}
