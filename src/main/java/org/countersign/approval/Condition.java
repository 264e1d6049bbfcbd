package org.countersign.approval;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.kernel.Refusal;

/**
 * The condition of a rule, read and checked once. It says whether it holds and, from its own text and the figures, why. A
 * condition that cannot be worked out on a request refuses ({@code rule-failed}): a rule is never skipped by mistake.
 */
final class Condition {

    private static final Set<String> COMPARISONS = Set.of("_>_", "_>=_", "_<_", "_<=_", "_==_", "_!=_");

    private final Rule rule;
    private final Part whole;

    private Condition(Rule rule, Part whole) {
        this.rule = rule;
        this.whole = whole;
    }

    /** Reads the condition of a rule; refuses ({@code rule-unreadable}) with what is wrong in it. */
    static Condition of(Rule rule) {
        var read = ConditionLanguage.CEL.compile(rule.condition());
        if (read.hasError()) {
            throw unreadable(rule, read.getErrorString());
        }
        try {
            var tree = read.getAst();
            refuseBareMoney(rule, tree);
            return new Condition(rule, part(tree, tree.getExpr()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw unreadable(rule, String.valueOf(e.getMessage()));
        }
    }

    boolean holds(ApprovalRequest request) {
        return holds(whole, request);
    }

    /** Why it holds, or why it does not, in words. */
    String because(ApprovalRequest request) {
        return words(whole, request, holds(request));
    }

    /** A condition taken apart where its author joined it, each leaf able to be worked out alone. */
    private sealed interface Part {}

    private record Joined(List<Part> parts, boolean needsAll) implements Part {}

    private record Not(Part part) implements Part {}

    private record Leaf(CelExpr expression, CelRuntime.Program program, String text) implements Part {}

    private static Part part(CelAbstractSyntaxTree tree, CelExpr expression) throws CelEvaluationException {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return leaf(tree, expression);
        }
        var arguments = expression.call().args();
        return switch (expression.call().function()) {
            case "_&&_" -> new Joined(parts(tree, arguments), true);
            case "_||_" -> new Joined(parts(tree, arguments), false);
            case "!_" -> new Not(part(tree, arguments.getFirst()));
            default -> leaf(tree, expression);
        };
    }

    private static List<Part> parts(CelAbstractSyntaxTree tree, List<CelExpr> expressions)
            throws CelEvaluationException {
        var parts = new ArrayList<Part>();
        for (var expression : expressions) {
            parts.add(part(tree, expression));
        }
        return List.copyOf(parts);
    }

    private static Leaf leaf(CelAbstractSyntaxTree tree, CelExpr expression) throws CelEvaluationException {
        var alone = CelAbstractSyntaxTree.newCheckedAst(
                expression, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap());
        return new Leaf(
                expression,
                ConditionLanguage.CEL.createProgram(alone),
                CelUnparserFactory.newUnparser().unparse(alone));
    }

    private boolean holds(Part part, ApprovalRequest request) {
        return holds(part, ConditionLanguage.words(request));
    }

    private boolean holds(Part part, Map<String, Object> figures) {
        return switch (part) {
            case Joined(var parts, var needsAll) ->
                needsAll
                        ? parts.stream().allMatch(each -> holds(each, figures))
                        : parts.stream().anyMatch(each -> holds(each, figures));
            case Not(var inner) -> !holds(inner, figures);
            case Leaf leaf -> worked(leaf, figures);
        };
    }

    private boolean worked(Leaf leaf, Map<String, Object> figures) {
        try {
            return (boolean) leaf.program().eval(figures);
        } catch (CelEvaluationException e) {
            throw Refusal.rule(
                    "rule-failed",
                    "Rule " + rule.number() + " (" + rule.name() + ") could not be worked out on this request; "
                            + "finance must correct its condition.",
                    Refusal.Facts.of("said", String.valueOf(e.getMessage())).under("rule " + rule.number(), "Finance"));
        }
    }

    private String words(Part part, ApprovalRequest request, boolean holds) {
        return switch (part) {
            case Joined joined -> words(joined, request, holds);
            case Not(var inner) -> words(inner, request, !holds);
            case Leaf leaf -> words(leaf, request, holds);
        };
    }

    /** Of parts joined by "or" the first that holds is reason enough; of those joined by "and" the first that fails is. */
    private String words(Joined joined, ApprovalRequest request, boolean holds) {
        var reasons = joined.parts().stream().filter(each -> holds(each, request) == holds);
        return reasons.limit(joined.needsAll() == holds ? joined.parts().size() : 1)
                .map(each -> words(each, request, holds))
                .collect(Collectors.joining(" and "));
    }

    private String words(Leaf leaf, ApprovalRequest request, boolean holds) {
        var expression = leaf.expression();
        if (expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return "it applies to " + (holds ? "every request" : "no request");
        }
        if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            return "it is " + (holds ? "" : "not ") + flag(expression.ident().name());
        }
        if (isComparison(expression)) {
            var words = comparison(expression, request, holds);
            if (!words.isEmpty()) {
                return words;
            }
        }
        if (isCategoryTest(expression)) {
            return "category " + expression.call().args().getFirst().constant().stringValue() + " is "
                    + (holds ? "" : "not ") + "asked for";
        }
        return leaf.text() + (holds ? " holds" + by(leaf, request) : " does not hold");
    }

    /** Names the charges, categories or vendors that make a test over their list hold; all of them would say nothing. */
    private static String by(Leaf leaf, ApprovalRequest request) {
        var expression = leaf.expression();
        if (expression.getKind() != CelExpr.ExprKind.Kind.COMPREHENSION
                || expression.comprehension().iterRange().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return "";
        }
        var singles =
                request.singles(expression.comprehension().iterRange().ident().name());
        var names = singles.stream()
                .filter(single -> holdsAlone(leaf, single.request()))
                .map(ApprovalRequest.Single::name)
                .toList();
        return names.isEmpty() || names.size() == singles.size() ? "" : " (" + String.join(", ", names) + ")";
    }

    private static boolean holdsAlone(Leaf leaf, ApprovalRequest single) {
        try {
            return (boolean) leaf.program().eval(ConditionLanguage.words(single));
        } catch (CelEvaluationException _) {
            // It looks at several elements at once, so none of them is the reason by itself.
            return false;
        }
    }

    private static String comparison(CelExpr expression, ApprovalRequest request, boolean holds) {
        var left = expression.call().args().getFirst();
        var right = expression.call().args().getLast();
        var turned = left.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
        var figure = turned ? right : left;
        var limit = turned ? left : right;
        if (figure.getKind() != CelExpr.ExprKind.Kind.IDENT || limit.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return "";
        }
        var relation = relation(expression.call().function(), turned, holds);
        var name = figure.ident().name();
        if (!ConditionLanguage.isMoney(figure)) {
            return name + " " + relation + " " + text(limit.constant());
        }
        var currency = request.figures().total().getCurrencyUnit();
        var amount =
                (long) Objects.requireNonNull(ConditionLanguage.words(request).get(name));
        return figure(name) + " " + Amounts.words(amount, currency) + " " + relation + " "
                + Amounts.words(limit.constant().int64Value(), currency);
    }

    private static String relation(String operator, boolean turned, boolean holds) {
        var words = switch (operator) {
            case "_>_" -> turned ? "below" : "above";
            case "_>=_" -> turned ? "at most" : "at least";
            case "_<_" -> turned ? "above" : "below";
            case "_<=_" -> turned ? "at least" : "at most";
            default -> "";
        };
        var denied = "_!=_".equals(operator) == holds;
        return ("is " + (denied ? "not " : "") + words).strip();
    }

    private static String figure(String name) {
        return switch (name) {
            case "total" -> "total";
            case "net" -> "net amount";
            default -> "what was lately asked of the same vendor,";
        };
    }

    private static String flag(String name) {
        return switch (name) {
            case "capital" -> "capital expenditure";
            case "emergency" -> "an emergency";
            default -> "from a new vendor";
        };
    }

    private static String text(CelConstant constant) {
        return constant.getKind() == CelConstant.Kind.STRING_VALUE
                ? constant.stringValue()
                : String.valueOf(constant.int64Value());
    }

    private static boolean isComparison(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && COMPARISONS.contains(expression.call().function());
    }

    private static boolean isCategoryTest(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && "@in".equals(expression.call().function())
                && expression.call().args().getFirst().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.call().args().getLast().getKind() == CelExpr.ExprKind.Kind.IDENT;
    }

    /** {@code total > 5000} would mean half a euro, so money is only compared with {@code amount(...)} or with nothing. */
    private static void refuseBareMoney(Rule rule, CelAbstractSyntaxTree tree) {
        var written = ImmutableSet.copyOf(tree.getSource().getMacroCalls().keySet());
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .filter(Condition::isComparison)
                .filter(each -> each.call().args().stream().anyMatch(ConditionLanguage::isMoney))
                .flatMap(each -> each.call().args().stream())
                .filter(each -> each.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
                .filter(each -> !written.contains(each.id()) && !isZero(each.constant()))
                .findFirst()
                .ifPresent(bare -> {
                    throw unreadable(rule, "money is compared with an amount, written as in amount(\"5000.00\")");
                });
    }

    private static boolean isZero(CelConstant constant) {
        return constant.getKind() == CelConstant.Kind.INT64_VALUE && constant.int64Value() == 0;
    }

    private static Refusal unreadable(Rule rule, String said) {
        return Refusal.rule(
                "rule-unreadable",
                "Rule " + rule.number() + " (" + rule.name() + ") cannot be read: " + said,
                Refusal.Facts.of("field", "condition").and("said", said).under("rule " + rule.number(), "Finance"));
    }
}
