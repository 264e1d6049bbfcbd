package org.countersign.exchange.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The one way XML from outside is read: no document type, no entities of its own, nothing fetched, and bounds on size,
 * depth, number of elements and attributes. What breaks a bound is refused as {@code document-unreadable}; the fact
 * {@code rule} names the bound, {@code location} the line and column.
 */
public final class HardenedXml {

    public static final int MOST_BYTES = 20 * 1024 * 1024;
    /** Also what this runtime allows by itself; the official documents stay below 15. */
    public static final int DEEPEST = 100;
    /** About what 20 MB of ordinary invoice lines hold; more would only be there to fill memory. */
    public static final int MOST_ELEMENTS = 500_000;

    public static final int MOST_ATTRIBUTES = 100;

    private static final String XERCES = "http://apache.org/xml/features/";
    private static final String SAX = "http://xml.org/sax/features/";

    private HardenedXml() {}

    /** The document as a tree, after every bound was tried without building anything. */
    public static Document parse(byte[] bytes) {
        Outline.of(bytes);
        return tree(bytes);
    }

    /** The tree of a document whose outline was already taken. */
    static Document tree(byte[] bytes) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(XERCES + "disallow-doctype-decl", true);
            factory.setFeature(XERCES + "nonvalidating/load-external-dtd", false);
            factory.setFeature(SAX + "external-general-entities", false);
            factory.setFeature(SAX + "external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(source(bytes));
        } catch (SAXException e) {
            throw unreadable(e);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("the XML parser of this runtime cannot be hardened", e);
        }
    }

    /** A reader that keeps to the same bounds, for those who listen instead of building a tree. */
    static XMLReader reader() {
        try {
            var factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(XERCES + "disallow-doctype-decl", true);
            factory.setFeature(XERCES + "nonvalidating/load-external-dtd", false);
            factory.setFeature(SAX + "external-general-entities", false);
            factory.setFeature(SAX + "external-parameter-entities", false);
            factory.setXIncludeAware(false);
            var parser = factory.newSAXParser();
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            // One more than ours, so that our own bound is met first and named.
            parser.setProperty("jdk.xml.maxElementDepth", String.valueOf(DEEPEST + 1));
            parser.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MOST_ATTRIBUTES));
            return parser.getXMLReader();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the XML parser of this runtime cannot be hardened", e);
        }
    }

    static InputSource source(byte[] bytes) {
        return new InputSource(new ByteArrayInputStream(bytes));
    }

    static Refusal unreadable(SAXException broken) {
        var message = String.valueOf(broken.getMessage());
        var location = broken instanceof SAXParseException at ? place(at.getLineNumber(), at.getColumnNumber()) : "";
        if (message.contains("DOCTYPE")) {
            return unreadable("XML-DOCTYPE", "A document type declaration is not accepted.", location);
        }
        // The parser's own limits announce themselves by these codes, in every language.
        if (message.contains("JAXP0001")) {
            return unreadable("XML-LIMIT", message, location);
        }
        return unreadable("XML", message, location);
    }

    static Refusal unreadable(String rule, String sentence, String location) {
        return Refusal.unreadable(
                "document-unreadable", sentence, Facts.of("rule", rule).and("location", location));
    }

    static String place(int line, int column) {
        return "line " + line + ", column " + column;
    }
}
