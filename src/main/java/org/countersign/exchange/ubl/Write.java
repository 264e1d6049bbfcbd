package org.countersign.exchange.ubl;

import com.helger.xsds.ccts.cct.schemamodule.AmountType;
import com.helger.xsds.ccts.cct.schemamodule.IdentifierType;
import com.helger.xsds.ccts.cct.schemamodule.QuantityType;
import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.function.Function;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.AddressLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.AllowanceChargeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.ContactType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.CountryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.ItemIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PeriodType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PriceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.TaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.AllowanceChargeReasonType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.BaseQuantityType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.DescriptionType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.IDType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.PriceAmountType;
import org.countersign.exchange.Address;
import org.countersign.exchange.Adjustment;
import org.countersign.exchange.Contact;
import org.countersign.exchange.Identifier;
import org.countersign.exchange.Item;
import org.countersign.exchange.Period;
import org.countersign.exchange.TaxCategory;
import org.countersign.exchange.Totals;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The parts that all documents share, written as UBL. What was not said is left out: Peppol allows no empty element. */
final class Write {

    private Write() {}

    static AddressType address(Address address) {
        var written = new AddressType();
        said(address.street(), written::setStreetName);
        said(address.more(), written::setAdditionalStreetName);
        said(address.city(), written::setCityName);
        said(address.postcode(), written::setPostalZone);
        said(address.subdivision(), written::setCountrySubentity);
        said(address.line(), line -> {
            var third = new AddressLineType();
            third.setLine(line);
            written.addAddressLine(third);
        });
        said(address.country(), code -> {
            var country = new CountryType();
            country.setIdentificationCode(code);
            written.setCountry(country);
        });
        return written;
    }

    static ContactType contact(Contact contact) {
        var written = new ContactType();
        said(contact.name(), written::setName);
        said(contact.telephone(), written::setTelephone);
        said(contact.email(), written::setElectronicMail);
        return written;
    }

    static PeriodType period(Period period) {
        var written = new PeriodType();
        if (period.from() != null) {
            written.setStartDate(period.from());
        }
        if (period.until() != null) {
            written.setEndDate(period.until());
        }
        return written;
    }

    static ItemType item(Item item, TaxCategory tax) {
        var written = new ItemType();
        said(item.description(), text -> written.addDescription(new DescriptionType(text)));
        written.setName(item.name());
        said(item.buyerSku(), sku -> written.setBuyersItemIdentification(itemId(new Identifier("", sku))));
        said(item.sellerSku(), sku -> written.setSellersItemIdentification(itemId(new Identifier("", sku))));
        if (!item.standard().isNone()) {
            written.setStandardItemIdentification(itemId(item.standard()));
        }
        if (!tax.isNone()) {
            written.addClassifiedTaxCategory(tax(tax));
        }
        return written;
    }

    private static ItemIdentificationType itemId(Identifier id) {
        var written = new ItemIdentificationType();
        written.setID(identifier(id, new IDType()));
        return written;
    }

    static TaxCategoryType tax(TaxCategory category) {
        var written = new TaxCategoryType();
        written.setID(category.code());
        if (category.percent() != null) {
            written.setPercent(category.percent());
        }
        written.setTaxScheme(vat());
        return written;
    }

    static TaxSchemeType vat() {
        var scheme = new TaxSchemeType();
        scheme.setID("VAT");
        return scheme;
    }

    static AllowanceChargeType adjustment(Adjustment adjustment) {
        var written = new AllowanceChargeType();
        written.setChargeIndicator(adjustment.direction() == Adjustment.Direction.CHARGE);
        said(adjustment.reasonCode(), written::setAllowanceChargeReasonCode);
        said(adjustment.reason(), text -> written.addAllowanceChargeReason(new AllowanceChargeReasonType(text)));
        money(adjustment.amount(), written::setAmount);
        if (!adjustment.tax().isNone()) {
            written.addTaxCategory(tax(adjustment.tax()));
        }
        return written;
    }

    static MonetaryTotalType totals(Totals totals) {
        var written = new MonetaryTotalType();
        money(totals.lines(), written::setLineExtensionAmount);
        money(totals.net(), written::setTaxExclusiveAmount);
        money(totals.gross(), written::setTaxInclusiveAmount);
        money(totals.allowances(), written::setAllowanceTotalAmount);
        money(totals.charges(), written::setChargeTotalAmount);
        money(totals.prepaid(), written::setPrepaidAmount);
        money(totals.rounding(), written::setPayableRoundingAmount);
        money(totals.payable(), written::setPayableAmount);
        return written;
    }

    /** A price for one is written without its base quantity, which is what absence means. */
    static PriceType price(Price price, String unit) {
        var written = new PriceType();
        var amount = new PriceAmountType(price.amount().getAmount());
        amount.setCurrencyID(price.currency().getCode());
        written.setPriceAmount(amount);
        if (!price.per().equals(Quantity.of(1))) {
            written.setBaseQuantity(quantity(price.per(), unit, new BaseQuantityType()));
        }
        return written;
    }

    static <T extends QuantityType> T quantity(Quantity quantity, String unit, T into) {
        into.setValue(quantity.value());
        into.setUnitCode(unit);
        return into;
    }

    static <T extends IdentifierType> T identifier(Identifier id, T into) {
        into.setValue(id.value());
        said(id.scheme(), into::setSchemeID);
        return into;
    }

    /** Every setter of an amount answers with what it set, still without its currency. */
    static void money(@Nullable Money money, Function<BigDecimal, ? extends AmountType> set) {
        if (money != null) {
            set.apply(money.getAmount()).setCurrencyID(money.getCurrencyUnit().getCode());
        }
    }

    static void said(String text, Consumer<String> write) {
        if (!text.isEmpty()) {
            write.accept(text);
        }
    }
}
