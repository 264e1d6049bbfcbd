package org.countersign.approval;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.approval.Plan.Candidate;
import org.countersign.kernel.AccountId;

/** For whom a plan waits now, each person once; nobody when it is over. */
public record Waiting(List<Candidate> people) {

    public Waiting {
        people = List.copyOf(people);
    }

    static Waiting of(PlanProgress progress) {
        return new Waiting(progress.waitingFor());
    }

    /** The people as lists show them; empty when it waits for nobody. */
    public String words() {
        return people.stream().map(Candidate::name).collect(Collectors.joining(", "));
    }

    public List<UUID> accounts() {
        return people.stream().map(Candidate::account).map(AccountId::value).toList();
    }
}
