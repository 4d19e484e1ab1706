package org.billhook.itests.architecture;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Reads the sources with the Java compiler and follows what is given as a code: from each call that makes a finding or a
 * problem, back through parameters, constants, variables, conditions, switches and what methods return. A call that the
 * compiler can't resolve, as a library is not there, counts as another way if a maker of codes has its name and takes as many arguments.
 */
final class CodesInSource {

    /** What is called, of "receiver.method", "Type<Argument>" or "Type::method". */
    private static final Pattern LAST_NAME = Pattern.compile("(?s)^.*?(\\w+)(<.*>)?$");

    private static final String FINDING = "org.billhook.core.model.Finding";

    /** All codes that could be followed to a text. */
    final Set<String> codes = new TreeSet<>();

    /** What could not be followed to a text, as "file: expression". */
    final Set<String> otherWays = new TreeSet<>();

    private final Map<ExecutableElement, Set<Integer>> takesCode = new HashMap<>();
    private final Map<ExecutableElement, TreePath> methods = new HashMap<>();
    private final Map<VariableElement, List<TreePath>> written = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Unresolved> unresolved = new ArrayList<>();
    private final Trees trees;

    private record Call(ExecutableElement target, List<? extends ExpressionTree> arguments, TreePath path) {}

    /** @param arguments how many; that of a method reference may be any */
    private record Unresolved(String name, int arguments, TreePath path) {}

    CodesInSource(List<Path> files, String classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(
                null,
                null,
                problem -> {}, // what libraries bring that only single bundles are built with
                List.of("-proc:none", "-XDshould-stop.ifError=FLOW", "-classpath", classPath),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(files));
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        task.analyze();
        trees = Trees.instance(task);
        units.forEach(unit -> new Reader().scan(unit, null));
        calls.forEach(call -> first(call.target()));
        int before;
        do {
            before = places();
            calls.forEach(this::follow);
        } while (places() > before);
        unresolved.stream().filter(this::mayTakeCode).forEach(call -> otherWay(call.path()));
    }

    private boolean mayTakeCode(Unresolved call) {
        return takesCode.keySet().stream()
                .anyMatch(method -> name(method).equals(call.name())
                        && call.arguments() >= method.getParameters().size() - (method.isVarArgs() ? 1 : 0));
    }

    private static String name(ExecutableElement method) {
        return method.getKind() == ElementKind.CONSTRUCTOR
                ? method.getEnclosingElement().getSimpleName().toString()
                : method.getSimpleName().toString();
    }

    private int places() {
        return takesCode.values().stream().mapToInt(Set::size).sum();
    }

    /** Where a code goes in by itself: the makers of a finding, and the parameter "code" of both kinds of Problem. */
    private void first(ExecutableElement target) {
        String owner = target.getEnclosingElement().toString();
        if (owner.equals(FINDING) || owner.endsWith(".internal.Problem") || owner.endsWith(".problem.Problem")) {
            for (VariableElement parameter : target.getParameters()) {
                if (parameter.getSimpleName().contentEquals("code")) {
                    takes(target, parameter);
                }
            }
        }
    }

    private void takes(ExecutableElement method, VariableElement parameter) {
        takesCode
                .computeIfAbsent(method, key -> new HashSet<>())
                .add(method.getParameters().indexOf(parameter));
    }

    private void follow(Call call) {
        for (int index : Set.copyOf(takesCode.getOrDefault(call.target(), Set.of()))) {
            if (call.arguments() == null) {
                otherWay(call.path());
            } else {
                value(new TreePath(call.path(), call.arguments().get(index)), new HashSet<>());
            }
        }
    }

    private void value(TreePath path, Set<Element> seen) {
        Tree tree = path.getLeaf();
        if (tree instanceof ParenthesizedTree inner) {
            value(new TreePath(path, inner.getExpression()), seen);
        } else if (tree instanceof ConditionalExpressionTree choice) {
            value(new TreePath(path, choice.getTrueExpression()), seen);
            value(new TreePath(path, choice.getFalseExpression()), seen);
        } else if (tree instanceof SwitchExpressionTree) {
            new Results(seen).scan(path, null);
        } else if (tree instanceof LiteralTree literal) {
            codes.add(literal.getValue().toString());
        } else if (trees.getElement(path) instanceof VariableElement variable) {
            variable(variable, path, seen);
        } else if (trees.getElement(path) instanceof ExecutableElement method) {
            result(method, path, seen);
        } else {
            otherWay(path);
        }
    }

    private void variable(VariableElement variable, TreePath path, Set<Element> seen) {
        if (variable.getConstantValue() != null) {
            codes.add(variable.getConstantValue().toString());
        } else if (variable.getKind() == ElementKind.PARAMETER
                && variable.getEnclosingElement() instanceof ExecutableElement method
                && method.getParameters().contains(variable)) {
            takes(method, variable);
        } else if (written.containsKey(variable)) {
            if (seen.add(variable)) {
                written.get(variable).forEach(each -> value(each, seen));
            }
        } else {
            otherWay(path);
        }
    }

    private void result(ExecutableElement method, TreePath path, Set<Element> seen) {
        boolean copied = method.getEnclosingElement().toString().equals(FINDING)
                && method.getSimpleName().contentEquals("code");
        if (methods.containsKey(method)) {
            if (!copied && seen.add(method)) {
                new Results(seen).scan(methods.get(method), null);
            }
        } else if (!copied) {
            otherWay(path);
        }
    }

    private void otherWay(TreePath path) {
        String file = path.getCompilationUnit().getSourceFile().getName();
        otherWays.add(file.substring(file.lastIndexOf('/') + 1).replace(".java", "") + ": " + path.getLeaf());
    }

    /** The values that a switch or a method can have. */
    private final class Results extends TreePathScanner<Void, Void> {

        private final Set<Element> seen;

        Results(Set<Element> seen) {
            this.seen = seen;
        }

        @Override
        public Void visitCase(CaseTree tree, Void nothing) {
            if (tree.getBody() instanceof ExpressionTree body) {
                value(new TreePath(getCurrentPath(), body), seen);
                return null;
            }
            return super.visitCase(tree, nothing);
        }

        @Override
        public Void visitYield(YieldTree tree, Void nothing) {
            value(new TreePath(getCurrentPath(), tree.getValue()), seen);
            return null;
        }

        @Override
        public Void visitReturn(ReturnTree tree, Void nothing) {
            value(new TreePath(getCurrentPath(), tree.getExpression()), seen);
            return null;
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree tree, Void nothing) {
            return null;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            return null;
        }
    }

    /** Collects calls, methods and what is written to variables. */
    private final class Reader extends TreePathScanner<Void, Void> {

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
            call(tree.getArguments(), tree.getMethodSelect());
            return super.visitMethodInvocation(tree, nothing);
        }

        @Override
        public Void visitNewClass(NewClassTree tree, Void nothing) {
            call(tree.getArguments(), tree.getIdentifier());
            return super.visitNewClass(tree, nothing);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
            call(null, tree);
            return super.visitMemberReference(tree, nothing);
        }

        private void call(List<? extends ExpressionTree> arguments, Tree named) {
            if (trees.getElement(getCurrentPath()) instanceof ExecutableElement target) {
                calls.add(new Call(target, arguments, getCurrentPath()));
            } else {
                unresolved.add(new Unresolved(
                        LAST_NAME.matcher(named.toString()).replaceAll("$1"),
                        arguments == null ? Integer.MAX_VALUE : arguments.size(),
                        getCurrentPath()));
            }
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            if (trees.getElement(getCurrentPath()) instanceof ExecutableElement method) {
                methods.put(method, getCurrentPath());
            }
            return super.visitMethod(tree, nothing);
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            if (tree.getInitializer() != null) {
                written(trees.getElement(getCurrentPath()), tree.getInitializer());
            }
            return super.visitVariable(tree, nothing);
        }

        @Override
        public Void visitAssignment(AssignmentTree tree, Void nothing) {
            written(trees.getElement(new TreePath(getCurrentPath(), tree.getVariable())), tree.getExpression());
            return super.visitAssignment(tree, nothing);
        }

        private void written(Element to, ExpressionTree value) {
            if (to instanceof VariableElement variable) {
                written.computeIfAbsent(variable, key -> new ArrayList<>()).add(new TreePath(getCurrentPath(), value));
            }
        }
    }
}
