package org.countersign.web.rules;

import java.util.List;
import org.countersign.web.About;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Frame;
import org.countersign.web.Pages;
import org.springframework.web.servlet.ModelAndView;

/**
 * The form that writes the next version of rules, begun from the latest.
 *
 * @param seen the latest version when the form was opened; 0 for none
 * @param head what holds for the version as a whole
 * @param explained what one has to know to write a rule
 * @param blank a rule that is not written yet; its fields are named with {@code __n__}
 */
public record RulesForm(
        Frame frame,
        Crumb crumb,
        String sentence,
        String action,
        int seen,
        List<Field> head,
        About explained,
        List<RuleCard> rules,
        RuleCard blank) {

    /** What stands in the names of the blank rule's fields where a written rule has its number on the form. */
    static final String BLANK = "__n__";

    public RulesForm {
        head = List.copyOf(head);
        rules = List.copyOf(rules);
    }

    /** One rule and its fields. */
    public record RuleCard(String title, List<Field> fields) {

        public RuleCard {
            fields = List.copyOf(fields);
        }
    }

    ModelAndView shown() {
        return Pages.page("rules/form", this);
    }
}
