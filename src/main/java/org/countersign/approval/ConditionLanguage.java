package org.countersign.approval;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.approval.ApprovalRequest.Flag;

/**
 * The words an author of rules may use: CEL over the figures of a request. Money is an int in 1/10,000 of the
 * organisation's currency and is written {@code amount("5000.00")}, which becomes that int while the text is read.
 *
 * <pre>
 * kind             "requisition" or "order"
 * total net recent_total                     money
 * categories       list of words             vendors   list of {id, name}
 * charges          list of {cost_centre, amount}
 * capital emergency new_vendor               yes or no
 * </pre>
 */
final class ConditionLanguage {

    /** Bounds on what an author may write; beyond them a rule is unreadable. */
    static final int LONGEST = 2_000;

    static final int DEEPEST = 32;
    static final int MOST_NODES = 200;

    private static final int MOST_ITERATIONS = 10_000;
    private static final int LARGEST_REGEX = 1_000;

    private static final StructType CHARGE =
            struct("Charge", ImmutableMap.of("cost_centre", SimpleType.STRING, "amount", SimpleType.INT));
    private static final StructType VENDOR =
            struct("Vendor", ImmutableMap.of("id", SimpleType.STRING, "name", SimpleType.STRING));

    /** The one environment; it is safe to share and costly to make. */
    static final Cel CEL = CelFactory.plannerCelBuilder()
            .setOptions(CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(LONGEST)
                    .maxParseRecursionDepth(DEEPEST)
                    .maxParseExpressionNodeCount(MOST_NODES)
                    .comprehensionMaxIterations(MOST_ITERATIONS)
                    .maxRegexProgramSize(LARGEST_REGEX)
                    .populateMacroCalls(true)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addMacros(CelMacro.newGlobalMacro(
                    "amount", 1, (factory, _, arguments) -> Optional.of(folded(factory, arguments.getFirst()))))
            .setTypeProvider(new Types(ImmutableList.of(CHARGE, VENDOR)))
            .addVar("kind", SimpleType.STRING)
            .addVar("total", SimpleType.INT)
            .addVar("net", SimpleType.INT)
            .addVar("recent_total", SimpleType.INT)
            .addVar("categories", ListType.create(SimpleType.STRING))
            .addVar("vendors", ListType.create(VENDOR))
            .addVar("charges", ListType.create(CHARGE))
            .addVar("capital", SimpleType.BOOL)
            .addVar("emergency", SimpleType.BOOL)
            .addVar("new_vendor", SimpleType.BOOL)
            .setResultType(SimpleType.BOOL)
            .build();

    private ConditionLanguage() {}

    /** The request in the words of the language. */
    static Map<String, Object> words(ApprovalRequest request) {
        return Map.of(
                "kind", request.kind().code(),
                "total", Amounts.units(request.figures().total()),
                "net", Amounts.units(request.figures().net()),
                "recent_total", Amounts.units(request.figures().recent()),
                "categories", request.traits().sortedCategories(),
                "vendors",
                        request.traits().vendors().stream()
                                .map(vendor -> Map.of("id", vendor.id().toString(), "name", vendor.name()))
                                .toList(),
                "charges",
                        request.charges().stream()
                                .map(charge -> Map.<String, Object>of(
                                        "cost_centre", charge.code(), "amount", Amounts.units(charge.amount())))
                                .toList(),
                "capital", request.is(Flag.CAPITAL),
                "emergency", request.is(Flag.EMERGENCY),
                "new_vendor", request.is(Flag.NEW_VENDOR));
    }

    /** Whether the expression is a sum of money, which may only be compared with an {@code amount(...)}. */
    static boolean isMoney(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT ->
                List.of("total", "net", "recent_total")
                        .contains(expression.ident().name());
            case SELECT -> "amount".equals(expression.select().field());
            case NOT_SET, CONSTANT, CALL, LIST, STRUCT, MAP, COMPREHENSION -> false;
        };
    }

    private static CelExpr folded(CelMacroExprFactory factory, CelExpr written) {
        if (written.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || written.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return factory.reportError("write the amount between quotation marks, as in amount(\"5000.00\")");
        }
        try {
            return factory.newIntLiteral(
                    Amounts.units(new BigDecimal(written.constant().stringValue())));
        } catch (ArithmeticException | NumberFormatException _) {
            return factory.reportError(
                    "an amount is a number with at most four digits after the point, as in amount(\"5000.00\")");
        }
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    /** Tells the checker the types of our own. */
    private record Types(ImmutableList<CelType> all) implements CelTypeProvider {

        @Override
        public ImmutableCollection<CelType> types() {
            return all;
        }

        @Override
        public Optional<CelType> findType(String name) {
            return all.stream().filter(type -> type.name().equals(name)).findFirst();
        }
    }
}
