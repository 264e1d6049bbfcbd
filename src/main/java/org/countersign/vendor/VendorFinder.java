package org.countersign.vendor;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.SearchKey;
import org.countersign.platform.PageKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists and finds vendors; every member of the organisation may. Bank details are shown to those who keep them or pay.
 */
@Component
public class VendorFinder {

    /** Which vendors a list shows. */
    public enum Listing {
        ORDERABLE,
        ON_HOLD,
        ONBOARDING,
        RETIRED,
        ALL
    }

    private final VendorStore vendors;

    public VendorFinder(JdbcClient jdbc) {
        this.vendors = new VendorStore(jdbc);
    }

    /** Vendors by name, those whose name begins with the words where any are given. */
    public Page<VendorRow> page(Listing listing, String beginning, String after, int size, Actor by) {
        var key = PageKey.read(after, "", PageKey.LOWEST);
        var from = SearchKey.of(beginning);
        var rows = listing == Listing.ALL
                ? vendors.page(by.organization(), from, key, size + 1)
                : vendors.page(by.organization(), VendorState.valueOf(listing.name()), from, key, size + 1);
        return Page.of(
                rows,
                size,
                row -> PageKey.of(SearchKey.of(row.name()), row.id()).text());
    }

    /** The vendor, as far as this actor may see it. */
    public VendorView vendor(VendorId id, Actor by) {
        return vendors.byIds(by.organization(), Set.of(id)).stream()
                .findFirst()
                .map(view -> shown(view, by))
                .orElseThrow(() -> new NotFound("vendor", id));
    }

    /** Several vendors at once, by id; those that do not exist are missing from the answer. */
    public Map<VendorId, VendorView> vendors(Collection<VendorId> ids, Actor by) {
        return vendors.byIds(by.organization(), ids).stream()
                .map(view -> shown(view, by))
                .collect(Collectors.toMap(VendorView::id, Function.identity()));
    }

    /**
     * The vendor that a document's seller is: by endpoint, else by tax id, else by name if only one has it.
     */
    public Optional<VendorView> findSender(Endpoint endpoint, String taxId, String name, Actor by) {
        var organization = by.organization();
        var named = vendors.byName(organization, SearchKey.of(name));
        return vendors.byEndpoint(organization, endpoint)
                .or(() -> vendors.byTaxId(
                        organization, taxId.strip().replace(" ", "").toUpperCase(Locale.ROOT)))
                .or(() -> named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty())
                .map(view -> shown(view, by));
    }

    private static VendorView shown(VendorView view, Actor by) {
        var mayPay = by.may(Authority.KEEP_BANK_DETAILS)
                || by.may(Authority.APPROVE_PAYMENTS)
                || by.may(Authority.RECORD_PAYMENTS);
        return mayPay ? view : view.withoutBank();
    }
}
