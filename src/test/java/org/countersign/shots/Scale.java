package org.countersign.shots;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.HashSet;
import java.util.Set;

/** Weighs what a page fetches, as the network sees it: what came out of the browser's own store weighs nothing. */
final class Scale {

    private final Set<String> fetched = new HashSet<>();
    private long bytes;

    Scale(Page page) {
        CDPSession network = page.context().newCDPSession(page);
        network.on("Network.loadingFinished", this::add);
        network.send("Network.enable");
    }

    private void add(JsonObject finished) {
        var length = finished.get("encodedDataLength").getAsLong();
        if (length > 0 && fetched.add(finished.get("requestId").getAsString())) {
            bytes += length;
        }
    }

    /** What was fetched since the last time. */
    Seen.Weight taken() {
        var weight = new Seen.Weight(bytes, fetched.size());
        bytes = 0;
        fetched.clear();
        return weight;
    }
}
