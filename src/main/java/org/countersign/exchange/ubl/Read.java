package org.countersign.exchange.ubl;

import com.helger.xsds.ccts.cct.schemamodule.AmountType;
import com.helger.xsds.ccts.cct.schemamodule.IdentifierType;
import com.helger.xsds.ccts.cct.schemamodule.QuantityType;
import com.helger.xsds.ccts.cct.schemamodule.TextType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.AllowanceChargeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.ContactType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.ItemIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyLegalEntityType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyNameType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyTaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PeriodType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PriceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.TaxTotalType;
import org.countersign.exchange.Address;
import org.countersign.exchange.Adjustment;
import org.countersign.exchange.Contact;
import org.countersign.exchange.Identifier;
import org.countersign.exchange.Item;
import org.countersign.exchange.Party;
import org.countersign.exchange.Period;
import org.countersign.exchange.TaxCategory;
import org.countersign.exchange.Totals;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The parts that all documents share, read from UBL. What a document must state and does not is refused by name. */
final class Read {

    private Read() {}

    static Party party(@Nullable PartyType party) {
        var stated = must(party, "party");
        var legal = first(stated.getPartyLegalEntity());
        return new Party(
                text(first(stated.getPartyName()), PartyNameType::getNameValue),
                text(legal, PartyLegalEntityType::getRegistrationNameValue),
                identifier(stated.getEndpointID()),
                identifier(at(first(stated.getPartyIdentification()), PartyIdentificationType::getID)),
                taxId(stated.getPartyTaxScheme()),
                identifier(at(legal, PartyLegalEntityType::getCompanyID)),
                address(stated.getPostalAddress()),
                contact(stated.getContact()));
    }

    /** The VAT number; other schemes, such as a national tax register (BT-32), stand beside it. */
    private static String taxId(List<PartyTaxSchemeType> schemes) {
        return schemes.stream()
                .filter(scheme -> "VAT".equals(text(scheme.getTaxScheme(), it -> it.getIDValue())))
                .map(scheme -> text(scheme, PartyTaxSchemeType::getCompanyIDValue))
                .findFirst()
                .orElse("");
    }

    static Address address(@Nullable AddressType address) {
        if (address == null) {
            return Address.NONE;
        }
        return new Address(
                text(address, AddressType::getStreetNameValue),
                text(address, AddressType::getAdditionalStreetNameValue),
                text(first(address.getAddressLine()), it -> it.getLineValue()),
                text(address, AddressType::getCityNameValue),
                text(address, AddressType::getPostalZoneValue),
                text(address, AddressType::getCountrySubentityValue),
                text(address.getCountry(), it -> it.getIdentificationCodeValue()));
    }

    static Contact contact(@Nullable ContactType contact) {
        return new Contact(
                text(contact, ContactType::getNameValue),
                text(contact, ContactType::getTelephoneValue),
                text(contact, ContactType::getElectronicMailValue));
    }

    static Identifier identifier(@Nullable IdentifierType id) {
        return id == null
                ? Identifier.NONE
                : new Identifier(text(id, IdentifierType::getSchemeID), text(id, IdentifierType::getValue));
    }

    static Period period(@Nullable PeriodType period) {
        return period == null
                ? Period.NONE
                : new Period(period.getStartDateValueLocal(), period.getEndDateValueLocal());
    }

    static Item item(@Nullable ItemType item) {
        var stated = must(item, "item");
        return new Item(
                text(stated, ItemType::getNameValue),
                lines(stated.getDescription()),
                text(stated.getSellersItemIdentification(), ItemIdentificationType::getIDValue),
                text(stated.getBuyersItemIdentification(), ItemIdentificationType::getIDValue),
                identifier(at(stated.getStandardItemIdentification(), ItemIdentificationType::getID)));
    }

    static TaxCategory tax(List<TaxCategoryType> categories) {
        var category = first(categories);
        return category == null
                ? TaxCategory.NONE
                : new TaxCategory(text(category, TaxCategoryType::getIDValue), category.getPercentValue());
    }

    static List<Adjustment> adjustments(List<AllowanceChargeType> stated, CurrencyUnit currency) {
        return stated.stream()
                .map(one -> new Adjustment(
                        one.isChargeIndicatorValue(false)
                                ? Adjustment.Direction.CHARGE
                                : Adjustment.Direction.ALLOWANCE,
                        money(one.getAmount(), currency),
                        lines(one.getAllowanceChargeReason()),
                        text(one, AllowanceChargeType::getAllowanceChargeReasonCodeValue),
                        tax(one.getTaxCategory())))
                .toList();
    }

    static Totals totals(MonetaryTotalType stated, List<TaxTotalType> taxes, CurrencyUnit currency) {
        var payable = money(stated.getPayableAmount(), currency);
        return new Totals(
                money(stated.getLineExtensionAmount(), currency),
                moneyIfSaid(stated.getAllowanceTotalAmount(), currency),
                moneyIfSaid(stated.getChargeTotalAmount(), currency),
                moneyIfSaid(stated.getTaxExclusiveAmount(), currency),
                at(taxTotal(taxes, currency), total -> money(total.getTaxAmount(), currency)),
                moneyIfSaid(stated.getTaxInclusiveAmount(), currency),
                moneyIfSaid(stated.getPrepaidAmount(), currency),
                moneyIfSaid(stated.getPayableRoundingAmount(), currency),
                payable);
    }

    /** A second tax total may repeat the tax in the currency of the seller's books (BT-111). */
    static @Nullable TaxTotalType taxTotal(List<TaxTotalType> taxes, CurrencyUnit currency) {
        return taxes.stream()
                .filter(total -> total.getTaxAmount() != null
                        && currency.getCode().equals(total.getTaxAmount().getCurrencyID()))
                .findFirst()
                .orElse(null);
    }

    /** The net price; a base quantity in another unit than the line's would make every figure a guess. */
    static @Nullable Price price(@Nullable PriceType price, String unit, @Nullable CurrencyUnit currency) {
        if (price == null || price.getPriceAmount() == null) {
            return null;
        }
        var amount = price.getPriceAmount();
        var base = price.getBaseQuantity();
        var baseUnit = text(base, QuantityType::getUnitCode);
        if (!baseUnit.isEmpty() && !unit.isEmpty() && !baseUnit.equals(unit)) {
            throw unreadable("The price is per " + baseUnit + " but the quantity is in " + unit + ".", "BT-150");
        }
        var per = base == null ? Quantity.of(1) : new Quantity(must(base.getValue(), "base quantity"));
        var in = currency == null ? currency(amount.getCurrencyID()) : sameCurrency(amount, currency);
        return new Price(BigMoney.of(in, amount.getValue()), per);
    }

    static Quantity quantity(@Nullable QuantityType quantity) {
        return new Quantity(must(must(quantity, "quantity").getValue(), "quantity"));
    }

    static @Nullable Quantity quantityIfSaid(@Nullable QuantityType quantity) {
        return quantity == null ? null : quantity(quantity);
    }

    static String unit(@Nullable QuantityType quantity) {
        return text(quantity, QuantityType::getUnitCode);
    }

    /** Rounded half-up to the currency's digits; only a line's net amount may have more of them. */
    static Money money(@Nullable AmountType amount, CurrencyUnit currency) {
        var stated = must(amount, "amount");
        BigDecimal value = must(stated.getValue(), "amount");
        return Money.of(sameCurrency(stated, currency), value, RoundingMode.HALF_UP);
    }

    static @Nullable Money moneyIfSaid(@Nullable AmountType amount, CurrencyUnit currency) {
        return amount == null ? null : money(amount, currency);
    }

    private static CurrencyUnit sameCurrency(AmountType amount, CurrencyUnit currency) {
        if (!currency.getCode().equals(amount.getCurrencyID())) {
            throw unreadable(
                    "An amount is in " + amount.getCurrencyID() + " but the document is in " + currency + ".", "BT-5");
        }
        return currency;
    }

    static CurrencyUnit currency(@Nullable String code) {
        try {
            return CurrencyUnit.of(must(code, "currency"));
        } catch (IllegalCurrencyException _) {
            throw unreadable("The currency " + code + " is not known.", "BT-5");
        }
    }

    /** Several texts of the same meaning are the lines of one. */
    static String lines(List<? extends TextType> texts) {
        return texts.stream()
                .map(it -> text(it, TextType::getValue))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    static <T> String text(@Nullable T node, Function<T, @Nullable String> value) {
        var text = node == null ? null : value.apply(node);
        return text == null ? "" : text.strip();
    }

    static <T, R> @Nullable R at(@Nullable T node, Function<T, @Nullable R> step) {
        return node == null ? null : step.apply(node);
    }

    static <T> @Nullable T first(List<T> list) {
        return list.isEmpty() ? null : list.getFirst();
    }

    static <T> T must(@Nullable T value, String what) {
        if (value == null) {
            throw unreadable("The document does not state its " + what + ".", what);
        }
        return value;
    }

    static Refusal unreadable(String sentence, String field) {
        return Refusal.unreadable("document-unreadable", sentence, Facts.of("field", field));
    }
}
