package org.countersign.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.kernel.AccountId;

/** Who is asked, in what order and why: made once from a policy version, kept with the document, never recomputed. */
public record Plan(int policyVersion, List<Stage> stages) {

    /** A person who may decide in a stage, with the name at the time of planning. */
    public record Candidate(AccountId account, String name) {}

    /**
     * What one rule asks: {@code needed} of the candidates must approve. Stages of equal {@code order} (1, 2, 3 ...) are open
     * side by side. The explanation says why the rule applies, the notes why these people are asked in place of others.
     */
    public record Stage(
            int order,
            int needed,
            List<Candidate> candidates,
            int ruleNumber,
            String ruleName,
            String explanation,
            List<String> notes) {

        public Stage {
            candidates = List.copyOf(candidates);
            notes = List.copyOf(notes);
            if (needed < 1 || needed > candidates.size()) {
                throw new IllegalArgumentException(needed + " of " + candidates.size() + " people cannot approve");
            }
        }

        public boolean asks(AccountId account) {
            return candidates.stream().anyMatch(candidate -> candidate.account().equals(account));
        }

        /** The people as words: "Mira Keller", "Mira Keller and Jonas Weber", "1 of Ola Strand, Pia Holm". */
        public String people() {
            var names = candidates.stream().map(Candidate::name).toList();
            return needed == names.size() ? String.join(" and ", names) : needed + " of " + String.join(", ", names);
        }

        private Stage noting(List<String> more) {
            var all = new ArrayList<>(notes);
            all.addAll(more);
            return new Stage(order, needed, candidates, ruleNumber, ruleName, explanation, all);
        }
    }

    public Plan {
        stages = List.copyOf(stages);
    }

    /** Everyone whom a stage names. */
    public Set<AccountId> asked() {
        return stages.stream()
                .flatMap(stage -> stage.candidates().stream())
                .map(Candidate::account)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Makes a plan and notes who is named in several stages. A person decides once: the approval counts in every stage that
     * names them, so a later stage may be done before it opens.
     */
    static Plan of(int policyVersion, List<Stage> stages) {
        var noted = new ArrayList<Stage>();
        for (var stage : stages) {
            noted.add(stage.noting(stage.candidates().stream()
                    .flatMap(candidate -> noted.stream()
                            .filter(earlier -> earlier.asks(candidate.account()))
                            .limit(1)
                            .map(earlier -> candidate.name() + " already decides in stage " + earlier.order()
                                    + "; that decision counts here too."))
                    .toList()));
        }
        return new Plan(policyVersion, noted);
    }

    /** Whether no person is asked: the policy itself approves, and is recorded as doing so. */
    public boolean approvedByPolicy() {
        return stages.isEmpty();
    }
}
