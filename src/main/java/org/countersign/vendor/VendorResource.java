package org.countersign.vendor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Vendors over HTTP. */
@RestController
@Chapter(value = "Vendors", about = "Whom the organisation buys from")
@RequestMapping("/api/v1/vendors")
class VendorResource {

    private final Vendors vendors;
    private final VendorFinder finder;
    private final Edge edge;
    private final Transactions transactions;

    VendorResource(Vendors vendors, VendorFinder finder, Edge edge, Transactions transactions) {
        this.vendors = vendors;
        this.finder = finder;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** Bank details as a person enters them; no BIC where the IBAN alone is enough. */
    record BankWish(String iban, @Nullable String bic, String holder) {

        BankDetails details() {
            return new BankDetails(new Iban(iban), bic == null || bic.isBlank() ? null : new Bic(bic), holder);
        }
    }

    /** A vendor's bank details for those who may see them; all empty where none are known. */
    record BankShown(String iban, String bic, String holder) {

        static BankShown of(BankDetails bank) {
            return new BankShown(
                    bank.iban().value(), bank.bic() == null ? "" : bank.bic().value(), bank.holder());
        }
    }

    /** A vendor as JSON. */
    record VendorShown(
            VendorId id,
            VendorTerms terms,
            VendorState state,
            String stateReason,
            @Nullable BankShown bank,
            int bankVersion,
            int version) {

        static VendorShown of(VendorView view) {
            return new VendorShown(
                    view.id(),
                    view.terms(),
                    view.state(),
                    view.stateReason(),
                    view.bank().map(BankShown::of).orElse(null),
                    view.bankVersion(),
                    view.version());
        }
    }

    /** Why an act is done. */
    record Reason(String reason) {}

    @Does("Lists the vendors by name")
    @GetMapping
    ResponseEntity<List<VendorRow>> list(
            @RequestParam(defaultValue = "ORDERABLE") VendorFinder.Listing view,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> finder.page(view, name, after, Page.size(size), by)), request);
    }

    @Does("Shows a vendor; bank details for those who may see them")
    @GetMapping("/{id}")
    ResponseEntity<VendorShown> show(@PathVariable VendorId id, Actor by) {
        var view = transactions.read(by, () -> finder.vendor(id, by));
        return Edge.tagged(view.version(), VendorShown.of(view));
    }

    @Does(value = "Adds a vendor", needs = Authority.KEEP_VENDORS)
    @PostMapping
    Answered<Created<VendorShown>> add(@RequestBody VendorTerms terms, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var id = vendors.add(terms, by);
            return Answer.created("/api/v1/vendors/" + id, shown(id, by));
        });
    }

    @Does(value = "Changes what is agreed with a vendor", needs = Authority.KEEP_VENDORS)
    @PutMapping("/{id}")
    Answered<Ok<VendorShown>> change(
            @PathVariable VendorId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody VendorTerms terms,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            vendors.change(id, Edge.seen(ifMatch), terms, by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Changes where a vendor is paid", needs = Authority.KEEP_BANK_DETAILS)
    @PutMapping("/{id}/bank-details")
    Answered<Ok<VendorShown>> changeBankDetails(
            @PathVariable VendorId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody BankWish wish,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            by.require(Authority.KEEP_BANK_DETAILS);
            vendors.changeBankDetails(id, Edge.seen(ifMatch), wish.details(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Holds a vendor: no new orders", needs = Authority.KEEP_VENDORS)
    @PostMapping("/{id}/hold")
    Answered<Ok<VendorShown>> hold(
            @PathVariable VendorId id, @RequestBody Reason reason, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            vendors.hold(id, reason.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Releases a held vendor", needs = Authority.KEEP_VENDORS)
    @PostMapping("/{id}/release")
    Answered<Ok<VendorShown>> release(@PathVariable VendorId id, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            vendors.release(id, by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Ends the business with a vendor", needs = Authority.KEEP_VENDORS)
    @PostMapping("/{id}/retirement")
    Answered<Ok<VendorShown>> retire(
            @PathVariable VendorId id, @RequestBody Reason reason, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            vendors.retire(id, reason.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    private VendorShown shown(VendorId id, Actor by) {
        return VendorShown.of(finder.vendor(id, by));
    }
}
