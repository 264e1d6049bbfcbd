package org.countersign.rules;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Every place in the sources that makes a refusal, with its code and sentence. Where a method is given the code by its
 * callers, each caller in the same file is a place of its own.
 */
final class Refusals {

    /** A refusal as the source says it; what a sentence takes from elsewhere is an ellipsis. */
    record Place(String file, String module, String kind, String code, String sentence, boolean facts) {}

    private static final Set<String> FACTORIES = Set.of("rule", "conflict", "forbidden", "unreadable");
    private static final String ELLIPSIS = "\u2026";

    private Refusals() {}

    static List<Place> in(List<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var places = new ArrayList<Place>();
            for (var unit : task.parse()) {
                var scan = new Scan(unit);
                scan.scan(unit, null);
                places.addAll(scan.places());
            }
            return places;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A refusal as it stands in one method, before parameters are followed to their callers. */
    private record Found(String kind, ExpressionTree code, ExpressionTree sentence, boolean facts, TreePath path) {

        Found by(ExpressionTree otherCode) {
            return new Found(kind, otherCode, sentence, facts, path);
        }
    }

    private static final class Scan extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final List<Found> found = new ArrayList<>();
        private final List<MethodInvocationTree> calls = new ArrayList<>();
        private final List<TreePath> callPaths = new ArrayList<>();
        private final List<ExpressionTree> constants = new ArrayList<>();

        private Scan(CompilationUnitTree unit) {
            this.unit = unit;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            calls.add(call);
            callPaths.add(getCurrentPath());
            var name = name(call);
            var arguments = call.getArguments();
            if (FACTORIES.contains(name)
                    && call.getMethodSelect() instanceof MemberSelectTree factory
                    && factory.getExpression().toString().endsWith("Refusal")
                    && arguments.size() >= 2) {
                found.add(new Found(name, arguments.get(0), arguments.get(1), arguments.size() > 2, getCurrentPath()));
            } else if (name.equals("of")
                    && arguments.size() == 4
                    && call.getMethodSelect().toString().equals("Problem.of")
                    && arguments.get(0) instanceof LiteralTree status
                    && arguments.get(1) instanceof LiteralTree) {
                found.add(new Found(
                        status.getValue().toString(), arguments.get(1), arguments.get(2), true, getCurrentPath()));
            } else if (name.equals("unless") && arguments.size() == 3) {
                found.add(new Found("rule", arguments.get(1), arguments.get(2), false, getCurrentPath()));
            }
            return super.visitMethodInvocation(call, nothing);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            var arguments = made.getArguments();
            if (made.getIdentifier().toString().equals("Refusal")
                    && arguments.size() == 4
                    && arguments.get(0) instanceof MemberSelectTree) {
                var kind = arguments
                        .get(0)
                        .toString()
                        .replaceAll(".*\\.", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', ' ');
                var facts = !arguments.get(3).toString().endsWith("Facts.none()");
                found.add(new Found(kind, arguments.get(1), arguments.get(2), facts, getCurrentPath()));
            }
            return super.visitNewClass(made, nothing);
        }

        List<Place> places() {
            var file = unit.getSourceFile().getName().replaceFirst(".*src/(main|test)/java/", "");
            var module = file.replaceFirst("^org/countersign/", "").replaceFirst("/.*", "");
            return found.stream()
                    .flatMap(one -> spelt(one, one.path())
                            .map(text -> new Place(file, module, one.kind(), text.get(0), text.get(1), one.facts())))
                    .toList();
        }

        /** The codes that the constants of this file's enums are made with. */
        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            if (variable.getInitializer() instanceof NewClassTree made
                    && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree home
                    && home.getKind() == Tree.Kind.ENUM
                    && !made.getArguments().isEmpty()
                    && made.getArguments().getFirst() instanceof LiteralTree code
                    && code.getValue() instanceof String) {
                constants.add(code);
            }
            return super.visitVariable(variable, nothing);
        }

        /** Code and sentence, once for each caller that gives them and each constant or case that holds them. */
        private Stream<List<String>> spelt(Found refusal, TreePath path) {
            var codes = switch (refusal.code()) {
                case ConditionalExpressionTree either ->
                    List.of(either.getTrueExpression(), either.getFalseExpression());
                case MemberSelectTree field when field.getIdentifier().contentEquals("code") -> constants;
                default -> List.<ExpressionTree>of();
            };
            return codes.isEmpty()
                    ? given(refusal, path)
                    : codes.stream().flatMap(code -> given(refusal.by(code), path));
        }

        private Stream<List<String>> given(Found refusal, TreePath path) {
            var method = method(path);
            var given = method == null ? Map.<String, Integer>of() : parameters(method);
            if (!isParameter(refusal.code(), given)) {
                return Stream.of(List.of(text(refusal.code()), text(refusal.sentence())));
            }
            return calls.stream()
                    .filter(call -> name(call).equals(method.getName().toString())
                            && call.getArguments().size()
                                    == method.getParameters().size())
                    .flatMap(call -> spelt(
                            new Found(
                                    refusal.kind(),
                                    passed(refusal.code(), given, call),
                                    passed(refusal.sentence(), given, call),
                                    refusal.facts(),
                                    refusal.path()),
                            callPaths.get(calls.indexOf(call))));
        }

        private static ExpressionTree passed(
                ExpressionTree expression, Map<String, Integer> given, MethodInvocationTree call) {
            return isParameter(expression, given)
                    ? call.getArguments().get(given.get(expression.toString()))
                    : expression;
        }

        private static boolean isParameter(ExpressionTree expression, Map<String, Integer> given) {
            return expression instanceof IdentifierTree && given.containsKey(expression.toString());
        }

        private static Map<String, Integer> parameters(MethodTree method) {
            var names = method.getParameters().stream()
                    .map(VariableTree::getName)
                    .map(Object::toString)
                    .toList();
            return names.stream().collect(java.util.stream.Collectors.toMap(name -> name, names::indexOf));
        }

        private static MethodTree method(TreePath path) {
            for (Tree leaf : path) {
                if (leaf instanceof MethodTree method) {
                    return method;
                }
                if (leaf instanceof ClassTree) {
                    return null;
                }
            }
            return null;
        }

        private static String name(MethodInvocationTree call) {
            return switch (call.getMethodSelect()) {
                case MemberSelectTree select -> select.getIdentifier().toString();
                case IdentifierTree plain -> plain.getName().toString();
                default -> "";
            };
        }

        private static String text(ExpressionTree expression) {
            return switch (expression) {
                case LiteralTree literal -> String.valueOf(literal.getValue());
                case BinaryTree sum
                when sum.getKind() == Tree.Kind.PLUS -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
                case ParenthesizedTree inner -> text(inner.getExpression());
                default -> ELLIPSIS;
            };
        }
    }
}
