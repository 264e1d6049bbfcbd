package org.countersign.order.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.GregorianCalendar;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Prints a purchase order as a tagged A4 PDF with embedded fonts, nothing fetched from anywhere. The same paper gives the
 * same bytes: the file's dates and identifier come from the order, not from the clock. Letters that Inter does not have
 * (it has Latin, Greek and Cyrillic) are printed as {@code #}.
 */
public final class OrderPdf {

    private static final byte[] REGULAR = resource("/fonts/400Regular/Inter_400Regular.ttf");
    private static final byte[] BOLD = resource("/fonts/700Bold/Inter_700Bold.ttf");
    private static final String CSS = new String(resource("/paper/order.css"), UTF_8);

    static {
        XRLog.setLoggingEnabled(false);
    }

    private OrderPdf() {}

    public static byte[] render(OrderPaper paper) {
        var sheet = new OrderSheet(paper);
        var xhtml = sheet.xhtml(CSS);
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument();
                var renderer = new PdfRendererBuilder()
                        .usePDDocument(document)
                        .useFont(font(document, REGULAR), "Inter", 400, FontStyle.NORMAL, true)
                        .useFont(font(document, BOLD), "Inter", 700, FontStyle.NORMAL, true)
                        .usePdfUaAccessibility(true)
                        .withHtmlContent(xhtml, null)
                        .withProducer("Countersign")
                        .buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            describe(document, paper, sheet.title());
            document.setDocumentId((long) xhtml.hashCode());
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("an order could not be printed to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Without ligatures, of which a purchase order has no need: to look for them took most of the time of printing. */
    private static PDFontSupplier font(PDDocument document, byte[] program) throws IOException {
        var font = new TTFParser().parse(new RandomAccessReadBuffer(program));
        font.setEnableGsub(false);
        document.registerTrueTypeFontForClosing(font);
        return new PDFontSupplier(PDType0Font.load(document, font, true));
    }

    private static void describe(PDDocument document, OrderPaper paper, String title) {
        var orderedOn = GregorianCalendar.from(paper.head().orderedOn().atStartOfDay(UTC));
        var information = document.getDocumentInformation();
        information.setTitle(title);
        information.setAuthor(paper.buyer().name());
        information.setCreationDate(orderedOn);
        information.setModificationDate(orderedOn);
    }

    private static byte[] resource(String path) {
        try (var stream = OrderPdf.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the build: " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
