package org.countersign.web.people;

import java.util.List;
import java.util.Map;
import org.countersign.identity.PeopleFinder.Choice;
import org.countersign.kernel.AccountId;
import org.countersign.web.Field;
import org.jspecify.annotations.Nullable;

/** People to choose one from. */
final class Choices {

    private Choices() {}

    /** Those who may act, by name, without the one who is spoken of. */
    static List<Field.Option> active(Map<AccountId, Choice> people, @Nullable AccountId without) {
        return people.entrySet().stream()
                .filter(person -> person.getValue().active() && !person.getKey().equals(without))
                .map(person -> new Field.Option(
                        person.getKey().toString(), person.getValue().name()))
                .toList();
    }

    static String name(Map<AccountId, Choice> people, AccountId id) {
        var person = people.get(id);
        return person == null ? id.toString() : person.name();
    }
}
