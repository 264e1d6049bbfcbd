package org.countersign.approval;

import java.util.Locale;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;

/**
 * One rule of a policy: when its condition holds, so many of these people are asked. Rules of the same order are asked side by
 * side, a higher order after all of a lower one.
 */
public record Rule(int number, String name, String condition, int order, Approvers approvers, Needed needed) {

    /** Who is asked. In text: {@code manager}, {@code owner}, {@code person:<id>}, {@code group:finance}, {@code role:finance}. */
    public sealed interface Approvers {

        /** The requester's manager. */
        record Manager() implements Approvers {}

        /** The owner of each cost centre that is charged. */
        record CostCentreOwners() implements Approvers {}

        /** One person by name. */
        record Named(AccountId person) implements Approvers {}

        /** The members of a group of approvers. */
        record Group(String name) implements Approvers {}

        /** All who have a role. */
        record HavingRole(Role role) implements Approvers {}

        default String code() {
            return switch (this) {
                case Manager _ -> "manager";
                case CostCentreOwners _ -> "owner";
                case Named(var person) -> "person:" + person;
                case Group(var name) -> "group:" + name;
                case HavingRole(var role) -> "role:" + role.code();
            };
        }

        /** Reads the text form; refuses ({@code approvers-unreadable}) what is none. */
        static Approvers of(String code) {
            var colon = code.indexOf(':');
            var kind = colon < 0 ? code : code.substring(0, colon);
            var which = colon < 0 ? "" : code.substring(colon + 1);
            try {
                return switch (kind) {
                    case "manager" -> new Manager();
                    case "owner" -> new CostCentreOwners();
                    case "person" -> new Named(new AccountId(UUID.fromString(which)));
                    case "group" -> new Group(which);
                    case "role" -> new HavingRole(Role.of(which));
                    default -> throw unreadable(code);
                };
            } catch (IllegalArgumentException _) {
                throw unreadable(code);
            }
        }

        private static Refusal unreadable(String code) {
            return Refusal.unreadable(
                    "approvers-unreadable",
                    "Approvers are written manager, owner, person:<id>, group:<name> or role:<role>; \"" + code
                            + "\" is none of these.",
                    Refusal.Facts.of("field", "approvers").and("actual", code));
        }
    }

    /** How many of those asked must agree. In text: {@code all}, {@code any} or a number. */
    public sealed interface Needed {

        /** Everyone who is asked. */
        record All() implements Needed {}

        /** So many of them, at least one. */
        record AtLeast(int people) implements Needed {

            public AtLeast {
                Refusal.unless(people > 0, "needed-zero", "At least one person must be asked to agree.");
            }
        }

        static Needed all() {
            return new All();
        }

        static Needed any() {
            return new AtLeast(1);
        }

        static Needed atLeast(int people) {
            return new AtLeast(people);
        }

        default String code() {
            return switch (this) {
                case All _ -> "all";
                case AtLeast(var people) -> people == 1 ? "any" : String.valueOf(people);
            };
        }

        /** Reads the text form; refuses ({@code needed-unreadable}) what is none. */
        static Needed of(String code) {
            try {
                return switch (code.toLowerCase(Locale.ROOT)) {
                    case "all" -> all();
                    case "any" -> any();
                    default -> new AtLeast(Integer.parseInt(code));
                };
            } catch (NumberFormatException _) {
                throw Refusal.unreadable(
                        "needed-unreadable",
                        "How many must agree is written all, any or a number; \"" + code + "\" is none of these.",
                        Refusal.Facts.of("field", "needed").and("actual", code));
            }
        }
    }

    public Rule {
        Refusal.unless(!name.isBlank(), "rule-nameless", "A rule needs a name, by which people recognise it.");
    }

    /** How it is called in explanations. */
    public String label() {
        return "Rule " + number;
    }
}
