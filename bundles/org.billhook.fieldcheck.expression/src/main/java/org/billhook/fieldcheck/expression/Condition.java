package org.billhook.fieldcheck.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.projectnessie.cel.Ast;
import org.projectnessie.cel.Env;
import org.projectnessie.cel.Env.AstIssuesTuple;
import org.projectnessie.cel.EnvOption;
import org.projectnessie.cel.Library;
import org.projectnessie.cel.Program;
import org.projectnessie.cel.ProgramOption;
import org.projectnessie.cel.checker.Decls;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IntT;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.extension.StringsLib;
import org.projectnessie.cel.interpreter.functions.Overload;
import org.projectnessie.cel.relocated.com.google.api.expr.v1alpha1.Decl;

/**
 * A condition on an object, in the Common Expression Language. It sees the attributes of the object by their names, as text
 * and empty where they have no value, and what core knows of it:
 *
 * <ul>
 *   <li>{@code object.kind}, {@code object.key}, {@code object.name}, {@code object.status}, {@code object.phase}: text
 *   <li>{@code object.isNew}: bool, whether it is about to be created
 *   <li>{@code object.billed}: bool, whether a line that stands bills something of it
 *   <li>{@code object.firstPosting}: text, service date of the first actual posting in ISO 8601, empty if there is none
 *   <li>{@code object.transactionType}: text, kind of the document that it belongs to, or its own
 *   <li>{@code header.customer}: text, any attribute of the document that it belongs to
 *   <li>{@code named.billingElement.status}: text, any attribute of the object that an attribute names; of both also {@code kind},
 *       {@code key}, {@code name}, {@code status} and {@code phase}
 *   <li>{@code compare(a, b)}: -1, 0 or 1, by the exact decimal numbers that both texts must be
 * </ul>
 *
 * Immutable, for any number of threads. It ends within {@link Steps#MOST} steps, whatever the values are: one that could take
 * more is refused when it is read.
 */
public final class Condition {

    /** Longest expression, in characters. */
    public static final int LONGEST = 2_000;

    private static final String COMPARE = "compare";

    private static final List<Decl> OF_CORE = List.of(
            Decls.newVar("object.kind", Decls.String),
            Decls.newVar("object.key", Decls.String),
            Decls.newVar("object.name", Decls.String),
            Decls.newVar("object.status", Decls.String),
            Decls.newVar("object.phase", Decls.String),
            Decls.newVar("object.isNew", Decls.Bool),
            Decls.newVar("object.billed", Decls.Bool),
            Decls.newVar("object.firstPosting", Decls.String),
            Decls.newVar("object.transactionType", Decls.String),
            Decls.newFunction(
                    COMPARE,
                    Decls.newOverload("compare_string_string", List.of(Decls.String, Decls.String), Decls.Int)));

    private final Program program;
    private final List<OfNamed> ofNamed;

    private Condition(Program program, List<OfNamed> ofNamed) {
        this.program = program;
        this.ofNamed = ofNamed;
    }

    /**
     * Reads a condition on objects of any kind; a name that the object does not have fails when it is asked for.
     *
     * @throws IllegalArgumentException if it is no expression, or one that could take too long; the message says where
     */
    public static Condition parse(String expression) {
        Env env = env(List.of());
        return new Condition(program(env, parsed(env, expression)), OfNamed.in(expression));
    }

    /**
     * Tells whether a condition fits the objects of a kind: names, types, a truth as its result, and a result even for an
     * object that has no value in any attribute.
     *
     * @param attributes of the kind
     * @param references those of them that name an object
     * @throws IllegalArgumentException if it does not; the message says where
     */
    public static void check(String expression, Collection<String> attributes, Collection<String> references) {
        List<Decl> names = new ArrayList<>(OF_CORE);
        List<OfNamed> ofNamed = OfNamed.in(expression);
        for (OfNamed each : ofNamed) {
            if (!references.contains(each.attribute())) {
                throw new IllegalArgumentException("'%s' names no object, which %s asks for; these do: %s"
                        .formatted(each.attribute(), each.text(), new TreeSet<>(references)));
            }
            names.add(Decls.newVar(each.text(), Decls.String));
        }
        attributes.forEach(name -> names.add(Decls.newVar(name, Decls.String)));
        Env env = env(names);
        Ast ast = fitting(env, parsed(env, expression), attributes);
        if (!ast.getResultType().equals(Decls.Bool)) {
            throw new IllegalArgumentException("It must be true or false, such as: object.status == \"OPEN\"");
        }
        Map<String, Object> empty = new HashMap<>(Map.of(
                "object.kind", "", "object.key", "", "object.name", "", "object.status", "", "object.phase", "OPEN"));
        empty.put("object.isNew", true);
        empty.put("object.billed", false);
        empty.put("object.firstPosting", "");
        empty.put("object.transactionType", "");
        ofNamed.forEach(each -> empty.put(each.text(), ""));
        attributes.forEach(name -> empty.put(name, ""));
        try {
            new Condition(program(env, ast), ofNamed).evaluate(empty);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "It fails for an object whose attributes are empty (%s); ask for that first, such as: %s"
                            .formatted(e.getMessage(), "quantity != \"\" && compare(quantity, \"8\") > 0"),
                    e);
        }
    }

    private static Ast fitting(Env env, Ast parsed, Collection<String> attributes) {
        try {
            return ast(env.check(parsed));
        } catch (IllegalArgumentException e) {
            List<String> names = OF_CORE.stream()
                    .map(Decl::getName)
                    .filter(name -> !name.equals(COMPARE))
                    .toList();
            throw new IllegalArgumentException(
                    "%s. It can name %s and the attributes %s"
                            .formatted(e.getMessage(), names, new TreeSet<>(attributes)),
                    e);
        }
    }

    /** @throws IllegalStateException if it can't be told, such as for a comparison with what is no number */
    boolean holds(CheckedObject checked) {
        ObjectSnapshot object = checked.object();
        Map<String, Object> values = new HashMap<>();
        checked.fields()
                .forEach(field -> values.put(field, object.attribute(field).orElse("")));
        values.put("object.kind", object.ref().kind());
        values.put("object.key", object.ref().key());
        values.put("object.name", object.name());
        values.put("object.status", object.status());
        values.put("object.phase", object.phase().name());
        values.put("object.isNew", checked.mode() == CheckedObject.Mode.CREATE);
        values.put("object.billed", object.billed());
        values.put(
                "object.firstPosting",
                object.firstActualPosting().map(Object::toString).orElse(""));
        values.put("object.transactionType", checked.transactionType());
        ofNamed.forEach(each -> values.put(each.text(), each.value(checked)));
        return evaluate(values);
    }

    private boolean evaluate(Map<String, Object> values) {
        Val result = program.eval(values).getVal();
        if (result instanceof Err error) {
            throw new IllegalStateException(error.toString());
        }
        if (result.value() instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalStateException("'%s' is neither true nor false".formatted(result.value()));
    }

    private static Ast parsed(Env env, String expression) {
        try {
            Ast parsed = ast(env.parse(within(expression)));
            Steps.check(parsed.getExpr());
            return parsed;
        } catch (StackOverflowError e) {
            // the parser of the library has no limit of its own
            throw new IllegalArgumentException("It is nested too deep", e);
        }
    }

    private static String within(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "It has %d characters; %d are allowed".formatted(expression.length(), LONGEST));
        }
        return expression;
    }

    private static Env env(List<Decl> names) {
        return Env.newEnv(Library.Lib(new StringsLib()), EnvOption.declarations(names));
    }

    private static Program program(Env env, Ast ast) {
        return env.program(ast, ProgramOption.functions(Overload.binary(COMPARE, Condition::compare)));
    }

    private static Ast ast(AstIssuesTuple compiled) {
        if (compiled.hasIssues()) {
            throw new IllegalArgumentException(compiled.getIssues().getErrors().stream()
                    .map(error -> "line %d, column %d: %s"
                            .formatted(
                                    error.getLocation().line(),
                                    error.getLocation().column() + 1,
                                    error.getMessage()))
                    .reduce((one, two) -> one + "; " + two)
                    .orElse("It is no expression"));
        }
        return compiled.getAst();
    }

    private static Val compare(Val one, Val other) {
        try {
            return IntT.intOf(number(one).compareTo(number(other)));
        } catch (NumberFormatException e) {
            return Err.newErr("'%s' and '%s' are not both numbers", one.value(), other.value());
        }
    }

    private static BigDecimal number(Val value) {
        return new BigDecimal(String.valueOf(value.value()));
    }
}
