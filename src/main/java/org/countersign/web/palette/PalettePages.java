package org.countersign.web.palette;

import jakarta.servlet.http.HttpServletRequest;
import org.countersign.kernel.Actor;
import org.countersign.platform.Transactions;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Search, as the palette asks it and as a page. */
@Controller
class PalettePages {

    private static final int LONGEST = 100;

    private final Search search;
    private final Transactions transactions;
    private final Frames frames;

    PalettePages(Search search, Transactions transactions, Frames frames) {
        this.search = search;
        this.transactions = transactions;
        this.frames = frames;
    }

    @GetMapping(path = "/palette", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Found> palette(@RequestParam(defaultValue = "") String q, Actor by) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(found(q, by));
    }

    @GetMapping("/search")
    ModelAndView search(@RequestParam(defaultValue = "") String q, Actor by, HttpServletRequest request) {
        return Pages.page(
                "palette/search", new SearchPage(frames.of("Search", Place.HOME, by, request), q, found(q, by)));
    }

    private Found found(String q, Actor by) {
        var text = q.substring(0, Math.min(q.length(), LONGEST));
        return transactions.read(by, () -> search.find(text, by));
    }
}
