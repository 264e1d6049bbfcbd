package org.countersign.web.vendor;

import java.util.List;
import java.util.Optional;
import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Table;

/**
 * One vendor.
 *
 * @param orders its newest; absent for who does not see all orders
 */
public record VendorPage(Frame frame, DocumentPage document, List<About> abouts, Optional<Table> orders, Life life) {

    public VendorPage {
        abouts = List.copyOf(abouts);
    }
}
