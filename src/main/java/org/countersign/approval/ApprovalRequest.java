package org.countersign.approval;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;
import org.joda.money.Money;

/**
 * What is to be decided, in the figures that rules may look at. {@code barred} are all who may not decide it: the requester,
 * who is always among them, and on a later revision of an order the requester of its requisition too.
 */
public record ApprovalRequest(
        Kind kind,
        String title,
        AccountId requester,
        Set<AccountId> barred,
        Figures figures,
        List<Charge> charges,
        Traits traits) {

    /** The kinds of document that are approved. */
    public enum Kind {
        REQUISITION,
        ORDER;

        /** The word in conditions, addresses and the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What marks a request as special. */
    public enum Flag {
        CAPITAL,
        EMERGENCY,
        NEW_VENDOR
    }

    /**
     * The amounts, all in the organisation's currency. {@code total} is what will be promised, unrecoverable tax included;
     * {@code net} is the same before tax; {@code recent} is what this requester lately asked of the same vendor, waiting
     * requests and this one included (the highest, where there are several vendors), so that an order cut into small ones
     * is seen. A caller that does not know it gives the total.
     */
    public record Figures(Money total, Money net, Money recent) {

        public Figures {
            if (!total.isSameCurrency(net) || !total.isSameCurrency(recent)) {
                throw new IllegalArgumentException("the figures of a request are in one currency");
            }
        }

        public static Figures of(Money total) {
            return new Figures(total, total, total);
        }
    }

    /** The part of the total that a cost centre bears. */
    public record Charge(CostCentreId costCentre, String code, Money amount) {}

    /** A vendor who is asked; the id is that of the vendor's own record. */
    public record Vendor(UUID id, String name) {}

    /** What is bought, of whom, and what is special about it. */
    public record Traits(Set<String> categories, List<Vendor> vendors, Set<Flag> flags) {

        public Traits {
            categories = Set.copyOf(categories);
            vendors = List.copyOf(vendors);
            flags = Set.copyOf(flags);
        }

        public static Traits none() {
            return new Traits(Set.of(), List.of(), Set.of());
        }

        /** The categories in alphabetical order, as conditions and explanations see them. */
        List<String> sortedCategories() {
            return List.copyOf(new TreeSet<>(categories));
        }
    }

    public ApprovalRequest {
        var all = new HashSet<>(barred);
        all.add(requester);
        barred = Set.copyOf(all);
        charges = List.copyOf(charges);
        var currency = figures.total().getCurrencyUnit();
        if (!charges.stream()
                .allMatch(charge -> charge.amount().getCurrencyUnit().equals(currency))) {
            throw new IllegalArgumentException("the charges of a request are in the currency of its total");
        }
    }

    private ApprovalRequest with(List<Charge> otherCharges, Traits otherTraits) {
        return new ApprovalRequest(kind, title, requester, barred, figures, otherCharges, otherTraits);
    }

    boolean is(Flag flag) {
        return traits.flags().contains(flag);
    }

    /** This request with one element at a time of its charges, categories or vendors: tells which of them matters. */
    List<Single> singles(String list) {
        return switch (list) {
            case "charges" ->
                charges.stream()
                        .map(one ->
                                new Single(one.code() + " " + Amounts.words(one.amount()), with(List.of(one), traits)))
                        .toList();
            case "categories" ->
                traits.sortedCategories().stream()
                        .map(one -> new Single(
                                one, with(charges, new Traits(Set.of(one), traits.vendors(), traits.flags()))))
                        .toList();
            default ->
                traits.vendors().stream()
                        .map(one -> new Single(
                                one.name(),
                                with(charges, new Traits(traits.categories(), List.of(one), traits.flags()))))
                        .toList();
        };
    }

    /** A request narrowed to one element, and the name of that element. */
    record Single(String name, ApprovalRequest request) {}
}
