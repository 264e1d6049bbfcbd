package org.countersign.identity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.Pipeline;
import org.springframework.stereotype.Component;

/**
 * Who may see a document beyond those who see the whole organisation: accounts (who requested it, whom it was routed to)
 * and cost centres that it charges. Lists join the table {@code identity.document_access} with {@link #subjects}.
 */
@Component
public class DocumentAccess {

    static final String GRANT = """
            insert into identity.document_access (organization_id, subject_id, kind, ordered_on, document_id)
            select :organization, subject, :kind, :orderedOn, :document from unnest(:subjects::uuid[]) subject
             order by subject
            on conflict do nothing
            """;
    static final String SEES = """
            select exists (select 1 from identity.document_access
             where organization_id = :organization and subject_id = any(:subjects::uuid[]) and kind = :kind
               and ordered_on = :orderedOn and document_id = :document)
            """;

    private final Pipeline jdbc;

    public DocumentAccess(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets the subjects see the document from now on, in the running transaction; again is no error. */
    public void grant(
            OrganizationId organization, DocumentRef document, LocalDate orderedOn, Collection<UUID> subjects) {
        jdbc.later(GRANT)
                .param("organization", organization.value())
                .param("kind", document.kind())
                .param("orderedOn", orderedOn)
                .param("document", document.id())
                .param("subjects", new HashSet<>(subjects).toArray(UUID[]::new))
                .write();
    }

    /** Whether the actor may see the document because of one of their subjects. */
    public boolean sees(Actor by, DocumentRef document, LocalDate orderedOn) {
        return jdbc.sql(SEES)
                .param("organization", by.organization().value())
                .param("kind", document.kind())
                .param("orderedOn", orderedOn)
                .param("document", document.id())
                .param("subjects", subjects(by).toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    /** Through what the actor sees documents: the account itself and the cost centres that limited grants name. */
    public static Set<UUID> subjects(Actor by) {
        var subjects = new HashSet<UUID>();
        subjects.add(by.account().value());
        by.costCentres().stream().map(CostCentreId::value).forEach(subjects::add);
        return Set.copyOf(subjects);
    }
}
