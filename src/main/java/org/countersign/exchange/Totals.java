package org.countersign.exchange;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a document adds up to, as its sender states it. Null is not said, which is not zero.
 *
 * @param lines sum of the lines' net amounts (BT-106)
 * @param allowances sum of the document's allowances (BT-107)
 * @param charges sum of the document's charges (BT-108)
 * @param net without tax (BT-109)
 * @param tax (BT-110)
 * @param gross with tax (BT-112)
 * @param prepaid paid already (BT-113)
 * @param rounding added to make the payable a round figure (BT-114)
 * @param payable what is to be paid (BT-115)
 */
public record Totals(
        Money lines,
        @Nullable Money allowances,
        @Nullable Money charges,
        @Nullable Money net,
        @Nullable Money tax,
        @Nullable Money gross,
        @Nullable Money prepaid,
        @Nullable Money rounding,
        Money payable) {

    /** The totals of a document without allowances, charges, prepayment or rounding. */
    public static Totals of(Money net, Money tax) {
        var gross = net.plus(tax);
        return new Totals(net, null, null, net, tax, gross, null, null, gross);
    }
}
