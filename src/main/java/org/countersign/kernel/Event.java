package org.countersign.kernel;

import java.util.List;

/**
 * Something that happened, in the past tense: a small record of ids, figures and reasons, told to the journal in the
 * transaction that caused it. Its components become the row's payload; each module has one sealed family of them.
 */
public interface Event {

    /** The document it happened to. */
    DocumentRef document();

    /** The revision it happened to; 0 where the document has no revisions. */
    default int revision() {
        return 0;
    }

    /** The other documents whose life shows this row too; {@link #document()} need not be among them. */
    default List<DocumentRef> concerning() {
        return List.of();
    }

    /** The version of the rule that allowed or caused it; empty where none did. */
    default String ruleVersion() {
        return "";
    }
}
