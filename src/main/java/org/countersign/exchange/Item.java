package org.countersign.exchange;

/**
 * What is bought, as a line names it.
 *
 * @param sellerSku the seller's number for it (BT-155)
 * @param buyerSku the buyer's number for it (BT-156)
 * @param standard its number in a list both know, such as a GTIN (scheme 0160, BT-157)
 */
public record Item(String name, String description, String sellerSku, String buyerSku, Identifier standard) {

    public static Item of(String name, String sellerSku) {
        return new Item(name, "", sellerSku, "", Identifier.NONE);
    }
}
