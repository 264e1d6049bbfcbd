package org.countersign.exchange.check;

import static org.countersign.exchange.check.HardenedXml.unreadable;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What the outside of an XML document tells: its root, and the specification and process it claims. Taking it reads the
 * whole document once, holds nothing of it, and refuses what breaks a bound.
 */
record Outline(String namespace, String root, String customization, String profile) {

    static Outline of(byte[] bytes) {
        if (bytes.length > HardenedXml.MOST_BYTES) {
            throw unreadable("XML-SIZE", "A document may hold at most 20 MB.", "");
        }
        var scan = new Scan();
        try {
            var reader = HardenedXml.reader();
            reader.setContentHandler(scan);
            reader.setErrorHandler(scan);
            reader.parse(HardenedXml.source(bytes));
            return scan.outline();
        } catch (SAXException e) {
            throw unreadable(e);
        } catch (IOException e) {
            // Reading from memory fails only where the bytes are not of the encoding they claim.
            throw unreadable("XML", String.valueOf(e.getMessage()), "");
        }
    }

    private static final class Scan extends DefaultHandler {

        private static final int LONGEST_CLAIM = 500;

        private @Nullable Locator locator;
        private int depth;
        private int elements;
        private String namespace = "";
        private String root = "";
        private final StringBuilder customization = new StringBuilder();
        private final StringBuilder profile = new StringBuilder();
        private @Nullable StringBuilder open;

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            depth++;
            elements++;
            if (depth > HardenedXml.DEEPEST) {
                throw unreadable(
                        "XML-DEPTH", "Elements may be nested at most " + HardenedXml.DEEPEST + " deep.", here());
            }
            if (elements > HardenedXml.MOST_ELEMENTS) {
                throw unreadable(
                        "XML-ELEMENTS",
                        "A document may hold at most " + HardenedXml.MOST_ELEMENTS + " elements.",
                        here());
            }
            if (attributes.getLength() > HardenedXml.MOST_ATTRIBUTES) {
                throw unreadable(
                        "XML-LIMIT",
                        "An element may have at most " + HardenedXml.MOST_ATTRIBUTES + " attributes.",
                        here());
            }
            if (depth == 1) {
                namespace = uri;
                root = localName;
            } else if (depth == 2) {
                open = claim(localName);
            }
        }

        private @Nullable StringBuilder claim(String localName) {
            var claim = switch (localName) {
                case "CustomizationID" -> customization;
                case "ProfileID" -> profile;
                default -> null;
            };
            return claim == null || claim.isEmpty() ? claim : null;
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            depth--;
            open = null;
        }

        @Override
        public void characters(char[] text, int start, int length) {
            if (open != null && open.length() < LONGEST_CLAIM) {
                open.append(text, start, Math.min(length, LONGEST_CLAIM - open.length()));
            }
        }

        private String here() {
            return locator == null ? "" : HardenedXml.place(locator.getLineNumber(), locator.getColumnNumber());
        }

        private Outline outline() {
            return new Outline(
                    namespace,
                    root,
                    customization.toString().strip(),
                    profile.toString().strip());
        }
    }
}
