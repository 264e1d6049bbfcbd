package org.countersign.order.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.document.OrderPaper.Approval;
import org.countersign.order.document.OrderPaper.Line;
import org.joda.money.Money;

/** A purchase order laid out as one XHTML page for the PDF renderer. Whatever people typed is escaped, never markup. */
final class OrderSheet {

    private final OrderPaper paper;
    private final String currency;
    private final DateTimeFormatter dates;

    OrderSheet(OrderPaper paper) {
        this.paper = paper;
        this.currency = paper.totals().gross().getCurrencyUnit().getCode();
        this.dates = DateTimeFormatter.ofPattern("d MMM yyyy", paper.locale());
    }

    /** The whole page under the given style sheet. */
    String xhtml(String css) {
        return """
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
                <head><title>%s</title><meta name="description" content="%s"/><meta name="author" content="%s"/>
                <style>%s</style></head>
                <body>%s</body>
                </html>
                """.formatted(
                        text(title()),
                        text("Purchase order from " + paper.buyer().name() + " to "
                                + paper.seller().name()),
                        text(paper.buyer().name()),
                        css,
                        footer() + head() + standing() + parties() + lines() + totals() + terms() + approvals());
    }

    /** What the file is called in a reader's window: "Purchase order PO-2026-000123, revision 2". */
    String title() {
        return "Purchase order " + paper.head().number() + ", revision "
                + paper.head().revision();
    }

    private String footer() {
        return "<div class=\"footer\">" + text(paper.buyer().name()) + " · "
                + text(paper.head().number()) + " · Revision " + paper.head().revision() + "</div>";
    }

    private String head() {
        var head = paper.head();
        return """
                <table class="head"><tr>
                <td class="from"><div class="kind">Purchase order</div><h1>%s</h1></td>
                <td class="buyer"><div class="name">%s</div></td>
                </tr></table>
                <table class="facts"><tr>
                <td><span>Ordered on</span>%s</td><td><span>Revision</span>%d</td><td><span>Lines</span>%d</td>
                <td class="sum"><span>Total including tax</span>%s</td>
                </tr></table>
                """.formatted(
                        text(head.number()),
                        text(paper.buyer().name()),
                        text(date(head.orderedOn())),
                        head.revision(),
                        paper.lines().size(),
                        text(currency + " " + amount(paper.totals().gross())));
    }

    private String standing() {
        var said = switch (paper.head().standing()) {
            case IN_FORCE -> "";
            case SHORT_CLOSED -> notice("Short-closed", "Nothing further is to be delivered on this order.", "closed");
            case CANCELLED -> notice("Cancelled", "Do not deliver; this order is no longer valid.", "cancelled");
        };
        var note = paper.head().revisionNote();
        return said
                + (note.isBlank()
                        ? ""
                        : notice("Changed in revision " + paper.head().revision(), note, "changed"));
    }

    private static String notice(String heading, String sentence, String look) {
        return "<div class=\"notice " + look + "\"><b>" + text(heading) + "</b> " + text(sentence) + "</div>";
    }

    private String parties() {
        var seller = paper.seller();
        var taxId = seller.taxId().isBlank() ? "" : "<div class=\"mute\">Tax ID " + text(seller.taxId()) + "</div>";
        return "<table class=\"parties\"><tr>"
                + party("Seller", "<b>" + text(seller.name()) + "</b>", seller.address(), taxId)
                + party(
                        "Invoice to",
                        "<b>" + text(paper.buyer().name()) + "</b>",
                        paper.buyer().billing(),
                        "")
                + party(
                        "Deliver to",
                        "<b>" + text(paper.buyer().name()) + "</b>",
                        paper.buyer().shipping(),
                        "")
                + "</tr></table>";
    }

    private static String party(String role, String name, List<String> address, String more) {
        var lines =
                address.stream().map(line -> "<div>" + text(line) + "</div>").collect(Collectors.joining());
        return "<td><h2>" + role + "</h2><div>" + name + "</div>" + lines + more + "</td>";
    }

    private String lines() {
        return """
                <table class="lines"><thead><tr>
                <th class="no">#</th><th>Item</th><th class="date">Deliver by</th><th class="num quantity">Quantity</th>
                <th class="num price">Unit price</th><th class="num tax">Tax</th><th class="num net">Net %s</th>
                </tr></thead><tbody>%s</tbody></table>
                """.formatted(currency, paper.lines().stream().map(this::line).collect(Collectors.joining()));
    }

    private String line(Line line) {
        var item = line.item();
        return "<tr><td class=\"no\">" + line.number() + "</td><td><b>" + text(item.name()) + "</b>"
                + (item.description().isBlank() ? "" : "<div class=\"mute\">" + text(item.description()) + "</div>")
                + (item.sellerSku().isBlank()
                        ? ""
                        : "<div class=\"mute\">Your article " + text(item.sellerSku()) + "</div>")
                + "</td><td class=\"date\">" + (line.deliverOn() == null ? "–" : text(date(line.deliverOn())))
                + "</td><td class=\"num\">" + text(quantity(line.quantity())) + " <span class=\"mute\">"
                + text(line.unit()) + "</span></td><td class=\"num\">" + text(price(line.unitPrice()))
                + "</td><td class=\"num\">"
                + (line.taxPercent() == null ? "–" : text(number(line.taxPercent(), 0, 4) + " %"))
                + "</td><td class=\"num\">" + text(amount(line.net())) + "</td></tr>";
    }

    private String totals() {
        var totals = paper.totals();
        return """
                <table class="totals">
                <tr><td>Net</td><td class="num">%s</td></tr>
                <tr><td>Tax</td><td class="num">%s</td></tr>
                <tr class="gross"><td>Total including tax</td><td class="num">%s</td></tr>
                </table>
                """.formatted(
                        text(currency + " " + amount(totals.net())),
                        text(currency + " " + amount(totals.tax())),
                        text(currency + " " + amount(totals.gross())));
    }

    private String terms() {
        var terms = paper.terms();
        var agreed = term("Delivery terms", terms.delivery()) + term("Payment terms", terms.payment());
        return (agreed.isEmpty() ? "" : "<table class=\"terms\"><tr>" + agreed + "</tr></table>")
                + notes(terms.notes());
    }

    private static String notes(String notes) {
        return notes.isBlank()
                ? ""
                : "<div class=\"notes\"><h2>Notes</h2><div class=\"words\">" + text(notes.strip()) + "</div></div>";
    }

    private static String term(String heading, String words) {
        return words.isBlank()
                ? ""
                : "<td><h2>" + heading + "</h2><div class=\"words\">" + text(words.strip()) + "</div></td>";
    }

    private String approvals() {
        if (paper.approvals().isEmpty()) {
            return "";
        }
        var rows = paper.approvals().stream().map(this::approval).collect(Collectors.joining());
        return "<div class=\"approvals\"><h2>Approved by</h2><table>" + rows + "</table></div>";
    }

    private String approval(Approval approval) {
        return "<tr><td><b>" + text(approval.name()) + "</b></td><td>" + text(approval.stage())
                + "</td><td class=\"num\">" + text(date(approval.on())) + "</td></tr>";
    }

    private String date(LocalDate date) {
        return dates.format(date);
    }

    private String amount(Money money) {
        var digits = money.getCurrencyUnit().getDecimalPlaces();
        return number(money.getAmount(), digits, digits);
    }

    private String quantity(Quantity quantity) {
        return number(quantity.value(), 0, Quantity.SCALE);
    }

    /** A price shows at least the digits of its currency, and all that it has; "per 100" where it is for more than one. */
    private String price(Price price) {
        var each = number(price.amount().getAmount(), price.currency().getDecimalPlaces(), 12);
        return price.per().equals(Quantity.of(1)) ? each : each + " per " + quantity(price.per());
    }

    private String number(BigDecimal value, int least, int most) {
        var format = NumberFormat.getNumberInstance(paper.locale());
        format.setMinimumFractionDigits(least);
        format.setMaximumFractionDigits(most);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    /** The text as it may stand in XML: markup escaped, characters that XML forbids left out. */
    static String text(String raw) {
        var safe = new StringBuilder(raw.length() + 16);
        raw.codePoints().filter(OrderSheet::isAllowed).forEach(character -> {
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(character);
            }
        });
        return safe.toString();
    }

    private static boolean isAllowed(int character) {
        return character == '\n'
                || character == '\t'
                || (character >= 0x20 && character < 0xD800)
                || (character > 0xDFFF && character < 0xFFFE)
                || character > 0xFFFF;
    }
}
