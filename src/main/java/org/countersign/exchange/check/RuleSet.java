package org.countersign.exchange.check;

import static java.util.Objects.requireNonNull;

import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executor.IValidationExecutor;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.peppol.PeppolValidation2026_05;
import com.helger.phive.xml.schematron.ValidationExecutorSchematron;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import com.helger.phive.xml.xsd.ValidationExecutorXSD;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.transform.Source;
import javax.xml.transform.sax.SAXSource;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The published rules of one kind of document: its schema, then its business rules. Compiled on first use and kept. */
enum RuleSet {
    ORDER(Names.PEPPOL),
    ORDER_CHANGE(Names.PEPPOL),
    ORDER_CANCELLATION(Names.PEPPOL),
    ORDER_RESPONSE(Names.PEPPOL),
    ORDER_RESPONSE_ADVANCED(Names.PEPPOL),
    DESPATCH_ADVICE(Names.PEPPOL),
    PEPPOL_INVOICE(Names.PEPPOL + " / " + Names.EN),
    PEPPOL_CREDIT_NOTE(Names.PEPPOL + " / " + Names.EN),
    EN_INVOICE(Names.EN),
    EN_CREDIT_NOTE(Names.EN);

    private static final class Names {
        static final String PEPPOL = "Peppol 2026.5";
        static final String EN = "EN 16931 1.3.16";
    }

    /** Read from the class path once, when the first document is checked. */
    private static final class Published {
        static final ValidationExecutorSetRegistry<IValidationSourceXML> SETS = new ValidationExecutorSetRegistry<>();

        static {
            EN16931Validation.initEN16931(SETS);
            PeppolValidation2026_05.init(SETS);
        }
    }

    private static final Pattern QUALIFIED = Pattern.compile("\\*:(\\w+)\\[namespace-uri\\(\\)='[^']*'\\]");

    private final String title;

    RuleSet(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The schema it begins with. */
    String format() {
        return switch (this) {
            case ORDER_CHANGE, ORDER_CANCELLATION, ORDER_RESPONSE_ADVANCED -> "UBL 2.3";
            case ORDER,
                    ORDER_RESPONSE,
                    DESPATCH_ADVICE,
                    PEPPOL_INVOICE,
                    PEPPOL_CREDIT_NOTE,
                    EN_INVOICE,
                    EN_CREDIT_NOTE -> "UBL 2.1";
        };
    }

    /** The breaches, in the order found, at most so many. A document its schema refuses is not tried further. */
    List<RuleError> errors(byte[] bytes, int most) {
        var breaches = schemaErrors(bytes, most);
        return breaches.isEmpty() ? businessErrors(bytes, most) : breaches;
    }

    void warmUp() {
        for (var executor : executors()) {
            switch (executor) {
                case ValidationExecutorXSD schema ->
                    requireNonNull(schema.getSchemaProvider().get(), name());
                case ValidationExecutorSchematron rules -> rules.ensureItemIsInCache();
                default -> throw unknown(executor);
            }
        }
    }

    /** By the text, not by its tree: only the text still knows lines and columns. */
    private List<RuleError> schemaErrors(byte[] bytes, int most) {
        var found = new Breaches(most);
        for (var executor : executors()) {
            if (executor instanceof ValidationExecutorXSD schema) {
                try {
                    var validator = schema.getSchemaProvider().get().newValidator();
                    validator.setErrorHandler(found);
                    validator.validate(new SAXSource(HardenedXml.reader(), HardenedXml.source(bytes)));
                } catch (EnoughSaid _) {
                    break;
                } catch (SAXException e) {
                    throw HardenedXml.unreadable(e);
                } catch (IOException e) {
                    throw new IllegalStateException("memory could not be read", e);
                }
            }
        }
        return found.errors;
    }

    private List<RuleError> businessErrors(byte[] bytes, int most) {
        var rules = executors().stream()
                .filter(ValidationExecutorSchematron.class::isInstance)
                .toList();
        var results = new ValidationExecutionManager<>(
                        IValidityDeterminator.<IValidationSourceXML>createCertainOneErrorInvalid(), rules)
                .executeValidation(new Text(bytes), Locale.ROOT);
        return results.getAllErrors().stream()
                .limit(most)
                .map(error -> new RuleError(
                        said(error.getErrorID()),
                        said(error.getErrorText(Locale.ROOT)),
                        QUALIFIED.matcher(said(error.getErrorFieldName())).replaceAll("$1")))
                .toList();
    }

    private List<IValidationExecutor<IValidationSourceXML>> executors() {
        return requireNonNull(Published.SETS.getOfID(published()), name()).getAllExecutors();
    }

    private DVRCoordinate published() {
        return switch (this) {
            case ORDER -> PeppolValidation2026_05.VID_OPENPEPPOL_ORDER_V3;
            case ORDER_CHANGE -> PeppolValidation2026_05.VID_OPENPEPPOL_ORDER_CHANGE_V3;
            case ORDER_CANCELLATION -> PeppolValidation2026_05.VID_OPENPEPPOL_ORDER_CANCELLATION_V3;
            case ORDER_RESPONSE -> PeppolValidation2026_05.VID_OPENPEPPOL_ORDER_RESPONSE_V3;
            case ORDER_RESPONSE_ADVANCED -> PeppolValidation2026_05.VID_OPENPEPPOL_ORDER_RESPONSE_ADVANCED_V3;
            case DESPATCH_ADVICE -> PeppolValidation2026_05.VID_OPENPEPPOL_DESPATCH_ADVICE_V3;
            case PEPPOL_INVOICE -> PeppolValidation2026_05.VID_OPENPEPPOL_INVOICE_UBL_V3;
            case PEPPOL_CREDIT_NOTE -> PeppolValidation2026_05.VID_OPENPEPPOL_CREDIT_NOTE_UBL_V3;
            case EN_INVOICE -> EN16931Validation.VID_UBL_INVOICE_1316;
            case EN_CREDIT_NOTE -> EN16931Validation.VID_UBL_CREDIT_NOTE_1316;
        };
    }

    private IllegalStateException unknown(IValidationExecutor<?> executor) {
        return new IllegalStateException(name() + " has a rule of an unknown sort: " + executor.getClass());
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * Gives the rules the text, from which their engine builds a tree of its own. Walking a DOM tree instead takes it time
     * that grows with the square of the number of lines: half a minute for 3,000.
     */
    private static final class Text extends ValidationSourceXML {

        private final byte[] bytes;

        Text(byte[] bytes) {
            super(null, () -> HardenedXml.tree(bytes), false);
            this.bytes = bytes;
        }

        @Override
        public Source getAsTransformSource() {
            return new SAXSource(HardenedXml.reader(), HardenedXml.source(bytes));
        }
    }

    private static final class EnoughSaid extends SAXException {}

    private static final class Breaches implements ErrorHandler {

        private final int most;
        private final List<RuleError> errors = new ArrayList<>();

        Breaches(int most) {
            this.most = most;
        }

        @Override
        public void warning(SAXParseException warning) {
            // A schema warns about itself, never about the document.
        }

        @Override
        public void error(SAXParseException error) throws EnoughSaid {
            errors.add(new RuleError(
                    "XSD",
                    said(error.getMessage()),
                    HardenedXml.place(error.getLineNumber(), error.getColumnNumber())));
            if (errors.size() == most) {
                throw new EnoughSaid();
            }
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXParseException {
            throw error;
        }
    }
}
