package org.countersign.exchange;

/**
 * A buyer or a seller as a document names it.
 *
 * @param name the name it trades under; empty if not said
 * @param legalName the name it is registered under
 * @param endpoint its electronic address, where answers are sent
 * @param identifier what it is known by apart from its registration, for example a GLN
 * @param taxId its VAT number (BT-31, BT-48)
 * @param legalId its number in the register of companies (BT-30, BT-47)
 */
public record Party(
        String name,
        String legalName,
        Identifier endpoint,
        Identifier identifier,
        String taxId,
        Identifier legalId,
        Address address,
        Contact contact) {}
