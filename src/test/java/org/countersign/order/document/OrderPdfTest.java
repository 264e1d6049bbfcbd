package org.countersign.order.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.document.OrderPaper.Approval;
import org.countersign.order.document.OrderPaper.Buyer;
import org.countersign.order.document.OrderPaper.Head;
import org.countersign.order.document.OrderPaper.Item;
import org.countersign.order.document.OrderPaper.Line;
import org.countersign.order.document.OrderPaper.Seller;
import org.countersign.order.document.OrderPaper.Standing;
import org.countersign.order.document.OrderPaper.Terms;
import org.countersign.order.document.OrderPaper.Totals;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The PDF of an order ... */
class OrderPdfTest {

    private static final LocalDate ORDERED = LocalDate.of(2026, 7, 28);
    private static final Line LAPTOP = new Line(
            1,
            new Item("Laptop Precision 14", "32 GB memory, 1 TB, German keyboard", "NB-14-32-1T"),
            Quantity.of(12),
            "pieces",
            Price.of("EUR", "1249.00"),
            Money.parse("EUR 14988.00"),
            new BigDecimal("19"),
            LocalDate.of(2026, 8, 14));
    private static final Line SCREWS = new Line(
            2,
            new Item("Mounting screws M4 × 12", "", ""),
            Quantity.of("2500.5"),
            "pieces",
            new Price(BigMoney.parse("EUR 1.2345"), Quantity.of(100)),
            Money.parse("EUR 30.87"),
            null,
            null);

    @Test
    void showsNumberPartiesLinesTotalsTermsAndApprovers() throws IOException {
        var text = textOf(OrderPdf.render(paper(Standing.IN_FORCE, "", List.of(LAPTOP, SCREWS))));

        assertThat(text)
                .contains("Purchase order", "PO-2026-000123", "28 Jul 2026", "Page 1 of 1")
                .contains("Nordwind Büro GmbH", "Hafenstraße 12", "Tor 3", "Van Dijk & Zonen B.V.", "NL001234567B01")
                .contains("Laptop Precision 14", "32 GB memory", "NB-14-32-1T", "12 pieces", "1,249.00", "14,988.00")
                .contains("14 Aug 2026", "19 %")
                .contains("2,500.5 pieces", "1.2345 per 100", "30.87")
                .contains("EUR 15,018.87", "EUR 2,853.59", "EUR 17,872.46", "Total including tax")
                .contains("DAP Hamburg (Incoterms 2020)", "30 days net", "Please ring before delivery")
                .contains("Amira Haddad", "Manager", "27 Jul 2026", "Jonas Petersen", "Controller")
                .doesNotContain("Cancelled", "Short-closed", "Changed in revision");
    }

    @Test
    void repeatsTheHeadOfItsLinesOnEachPageAndCountsThePages() throws IOException {
        var lines = IntStream.rangeClosed(1, 200).mapToObj(OrderPdfTest::cable).toList();

        var pdf = OrderPdf.render(paper(Standing.IN_FORCE, "", lines));

        try (var document = Loader.loadPDF(pdf)) {
            var pages = document.getNumberOfPages();
            assertThat(pages).isBetween(8, 20);
            for (var page = 1; page <= pages; page++) {
                var text = textOf(document, page);
                assertThat(text).contains("Page " + page + " of " + pages, "PO-2026-000123 · Revision 1");
                if (text.contains("Cable number")) {
                    assertThat(text).contains("Unit price");
                }
            }
        }
    }

    @Test
    void keepsEachLineWholeOnOnePage() throws IOException {
        var lines = IntStream.rangeClosed(1, 200).mapToObj(OrderPdfTest::cable).toList();

        var pdf = OrderPdf.render(paper(Standing.IN_FORCE, "", lines));

        try (var document = Loader.loadPDF(pdf)) {
            var whole = new ArrayList<String>();
            for (var page = 1; page <= document.getNumberOfPages(); page++) {
                var text = textOf(document, page);
                for (var number = 1; number <= 200; number++) {
                    if (text.contains("Cable number " + number + ".") && text.contains("CBL-" + number + ".")) {
                        whole.add("Cable number " + number);
                    }
                }
            }
            assertThat(whole).hasSize(200).doesNotHaveDuplicates();
        }
    }

    @Test
    void showsMarkupInNamesAsItWasTyped() throws IOException {
        var item = new Item("<b>Bolt</b> & <script>alert('1')</script>", "a \"quoted\" &amp; ]]> \u0000\u000bend", "");
        var line = new Line(
                1, item, Quantity.of(1), "<i>pc</i>", Price.of("EUR", "1"), Money.parse("EUR 1.00"), null, null);

        var text = textOf(OrderPdf.render(paper(Standing.IN_FORCE, "<h1>note</h1>", List.of(line))));

        assertThat(text.replaceAll("\\s+", ""))
                .contains("<b>Bolt</b>&<script>alert('1')</script>")
                .contains("a\"quoted\"&amp;]]>end")
                .contains("<i>pc</i>")
                .contains("<h1>note</h1>");
    }

    @Test
    void fetchesNothingThatANameAsksFor() throws IOException {
        var item = new Item("<img src=\"file:///etc/hostname\"/>", "</td></tr></table><iframe src='x'/>", "");
        var line = new Line(1, item, Quantity.of(1), "pc", Price.of("EUR", "1"), Money.parse("EUR 1.00"), null, null);

        var pdf = OrderPdf.render(paper(Standing.IN_FORCE, "", List.of(line)));

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).isEmpty();
            assertThat(textOf(document, 1)).contains("<img src=");
        }
    }

    @Test
    void carriesADescriptionThatIsLongerThanAPageOntoTheNext() throws IOException {
        var item = new Item("Statement of work", "The seller keeps the lift running. ".repeat(200) + "Last words.", "");
        var line = new Line(1, item, Quantity.of(1), "pc", Price.of("EUR", "1"), Money.parse("EUR 1.00"), null, null);

        try (var document = Loader.loadPDF(OrderPdf.render(paper(Standing.IN_FORCE, "", List.of(line))))) {
            assertThat(document.getNumberOfPages()).isBetween(3, 6);
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
                    .contains("Statement of work", "Last words.");
        }
    }

    @Test
    void carriesItsOwnFonts() throws IOException {
        try (var document = Loader.loadPDF(OrderPdf.render(paper(Standing.IN_FORCE, "", List.of(LAPTOP))))) {
            var fonts = new TreeSet<String>();
            var resources = document.getPage(0).getResources();
            for (COSName name : resources.getFontNames()) {
                var font = resources.getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                fonts.add(font.getName().replaceAll("^[A-Z]{6}\\+", ""));
            }
            assertThat(fonts).containsExactly("Inter-Bold", "Inter-Regular");
        }
    }

    @Test
    void isNamedAfterTheOrderAndTagged() throws IOException {
        try (var document = Loader.loadPDF(OrderPdf.render(paper(Standing.IN_FORCE, "", List.of(LAPTOP))))) {
            assertThat(document.getDocumentInformation().getTitle())
                    .isEqualTo("Purchase order PO-2026-000123, revision 1");
            assertThat(document.getDocumentInformation().getAuthor()).isEqualTo("Nordwind Büro GmbH");
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 842f);
        }
    }

    @Test
    void isTheSameBytesForTheSameOrder() {
        var paper = paper(Standing.IN_FORCE, "", List.of(LAPTOP, SCREWS));

        assertThat(OrderPdf.render(paper)).isEqualTo(OrderPdf.render(paper));
    }

    @Test
    void saysWhatChangedAndThatNothingMoreIsWanted() throws IOException {
        var closed =
                textOf(OrderPdf.render(paper(Standing.SHORT_CLOSED, "Quantity of line 1 lowered", List.of(LAPTOP))));
        var cancelled = textOf(OrderPdf.render(paper(Standing.CANCELLED, "", List.of(LAPTOP))));

        assertThat(closed)
                .contains("Short-closed", "Nothing further is to be delivered")
                .contains("Changed in revision 1", "Quantity of line 1 lowered");
        assertThat(cancelled).contains("Cancelled", "Do not deliver");
    }

    @Test
    void writesFiguresAndDatesAsItsReaderDoes() throws IOException {
        var british = paper(Standing.IN_FORCE, "", List.of(LAPTOP));
        var german = new OrderPaper(
                british.head(),
                british.buyer(),
                british.seller(),
                british.lines(),
                british.totals(),
                british.terms(),
                british.approvals(),
                Locale.GERMANY);

        assertThat(textOf(OrderPdf.render(german))).contains("14.988,00", "EUR 17.872,46", "28 Juli 2026");
    }

    private static Line cable(int number) {
        return new Line(
                number,
                new Item("Cable number " + number + ".", "Shielded, 3 m, grey", "CBL-" + number + "."),
                Quantity.of(number),
                "pieces",
                Price.of("EUR", "2.50"),
                Money.parse("EUR 2.50").multipliedBy(number),
                new BigDecimal("19"),
                LocalDate.of(2026, 8, 14));
    }

    private static OrderPaper paper(Standing standing, String revisionNote, List<Line> lines) {
        return new OrderPaper(
                new Head("PO-2026-000123", 1, ORDERED, revisionNote, standing),
                new Buyer(
                        "Nordwind Büro GmbH",
                        List.of("Accounts payable", "Hafenstraße 12", "20457 Hamburg", "Germany"),
                        List.of("Warehouse South, Tor 3", "Kanalweg 8", "21079 Hamburg", "Germany")),
                new Seller(
                        "Van Dijk & Zonen B.V.",
                        List.of("Prinsengracht 263", "1016 GV Amsterdam", "Netherlands"),
                        "NL001234567B01"),
                lines,
                new Totals(Money.parse("EUR 15018.87"), Money.parse("EUR 2853.59"), Money.parse("EUR 17872.46")),
                new Terms(
                        "DAP Hamburg (Incoterms 2020)",
                        "30 days net; 2 % within 10 days",
                        "Please ring before delivery.\nPut the order number on the delivery note and on the invoice."),
                List.of(
                        new Approval("Amira Haddad", "Manager", LocalDate.of(2026, 7, 27)),
                        new Approval("Jonas Petersen", "Controller", ORDERED)),
                Locale.UK);
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String textOf(PDDocument document, int page) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }
}
