package org.billhook.fieldcheck.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.projectnessie.cel.relocated.com.google.api.expr.v1alpha1.Expr;

/**
 * Counts what a condition can take at most, whatever the values are, before it is ever asked: a step is one part of it looked
 * at once, or a hundred characters of text. So a condition that was read ends in a time that is bounded, too. Pure.
 */
final class Steps {

    /** Most steps of a condition. */
    static final long MOST = 100_000;

    /** Most walks through a list inside of each other. */
    static final int MOST_WALKS = 2;

    /** Most parts inside of each other. */
    static final int DEEPEST = 200;

    /** Longest value of an attribute, in characters. */
    private static final long LONGEST_VALUE = 2_000;

    private static final long CHARACTERS_OF_STEP = 100;

    /** Functions that go through texts and lists, but give none. */
    private static final Set<String> GIVE_NONE = Set.of(
            "_==_",
            "_!=_",
            "_<_",
            "_<=_",
            "_>_",
            "_>=_",
            "_&&_",
            "_||_",
            "!_",
            "@in",
            "@not_strictly_false",
            "size",
            "contains",
            "startsWith",
            "endsWith",
            "indexOf",
            "lastIndexOf",
            "compare");

    /** No figure grows beyond, so that two of them can be multiplied. */
    private static final long ENOUGH = 1_000_000_000;

    /**
     * What a part can take and give.
     *
     * @param elements of the list that it gives and of all lists in it; 0 if it gives none
     * @param characters of all texts that it gives
     */
    private record Size(long steps, long elements, long characters) {

        static final Size NONE = new Size(0, 0, 0);

        Size {
            steps = Math.min(steps, ENOUGH);
            elements = Math.min(elements, ENOUGH);
            characters = Math.min(characters, ENOUGH);
        }

        Size and(Size other) {
            return new Size(steps + other.steps, elements + other.elements, characters + other.characters);
        }

        /** The same given by one more step, which goes through all its text. */
        Size given() {
            return new Size(steps + 1 + characters / CHARACTERS_OF_STEP, elements, characters);
        }

        Size giving(long characters) {
            return new Size(steps, elements, characters);
        }
    }

    private final Map<String, Size> variables;
    private final int walks;
    private final int depth;

    private Steps(Map<String, Size> variables, int walks, int depth) {
        this.variables = variables;
        this.walks = walks;
        this.depth = depth;
    }

    /** @throws IllegalArgumentException if it can take more than is allowed; the message says of what */
    static void check(Expr condition) {
        if (new Steps(Map.of(), 0, 0).of(condition).steps() > MOST) {
            throw new IllegalArgumentException(
                    "It can take more than %d steps, which is the limit: every walk through a list (all, exists, exists_one,"
                                    .formatted(MOST)
                            + " map, filter) takes its elements times what is asked of each, and a split text counts with"
                            + " %d elements".formatted(LONGEST_VALUE));
        }
    }

    private Size of(Expr part) {
        if (depth == DEEPEST) {
            throw new IllegalArgumentException("It is nested more than %d levels deep".formatted(DEEPEST));
        }
        Steps inner = new Steps(variables, walks, depth + 1);
        return switch (part.getExprKindCase()) {
            case CONST_EXPR -> constant(part);
            case IDENT_EXPR -> variables.getOrDefault(part.getIdentExpr().getName(), new Size(1, 0, LONGEST_VALUE));
            case SELECT_EXPR -> inner.of(part.getSelectExpr().getOperand()).given();
            case CALL_EXPR -> inner.call(part.getCallExpr());
            case LIST_EXPR -> inner.list(part.getListExpr().getElementsList());
            case STRUCT_EXPR -> inner.entries(part.getStructExpr());
            case COMPREHENSION_EXPR -> inner.walk(part.getComprehensionExpr());
            case EXPRKIND_NOT_SET -> Size.NONE;
        };
    }

    private static Size constant(Expr part) {
        return new Size(1, 0, part.getConstExpr().getStringValue().length());
    }

    private Size list(List<Expr> elements) {
        Size all = new Size(0, elements.size(), 0);
        for (Expr element : elements) {
            all = all.and(of(element));
        }
        return all.given();
    }

    private Size entries(Expr.CreateStruct struct) {
        Size all = new Size(0, struct.getEntriesCount(), 0);
        for (Expr.CreateStruct.Entry entry : struct.getEntriesList()) {
            all = all.and(entry.hasMapKey() ? of(entry.getMapKey()) : Size.NONE).and(of(entry.getValue()));
        }
        return all.given();
    }

    private Size call(Expr.Call call) {
        Size target = call.hasTarget() ? of(call.getTarget()) : Size.NONE;
        List<Size> given = call.getArgsList().stream().map(this::of).toList();
        Size all = given.stream().reduce(target, Size::and);
        return switch (call.getFunction()) {
                // every character may become an element
            case "split" -> new Size(all.steps(), target.characters() + 1, target.characters()).given();
                // the new text may stand before, between and behind all characters
            case "replace" -> all.giving((target.characters() + 1) * (characters(given, 1) + 1))
                    .given();
            case "join" -> all.giving(target.characters() + target.elements() * characters(given, 0))
                    .given();
            case "matches" -> {
                long pattern = given.isEmpty() ? 0 : given.get(given.size() - 1).characters();
                yield new Size(all.given().steps() + all.characters() * pattern / 1_000, 0, 0);
            }
            default -> GIVE_NONE.contains(call.getFunction())
                    ? new Size(all.given().steps(), 0, 0)
                    : all.given();
        };
    }

    private static long characters(List<Size> given, int index) {
        return index < given.size() ? given.get(index).characters() : 0;
    }

    private Size walk(Expr.Comprehension walk) {
        if (walks == MOST_WALKS) {
            throw new IllegalArgumentException(
                    "It walks through lists more than %d deep inside of each other (all, exists, exists_one, map, filter)"
                            .formatted(MOST_WALKS));
        }
        Size range = of(walk.getIterRange());
        Size start = of(walk.getAccuInit());
        Map<String, Size> inside = new HashMap<>(variables);
        inside.put(walk.getIterVar(), new Size(1, range.elements(), range.characters()));
        inside.put(walk.getAccuVar(), new Size(1, 0, 0));
        Steps body = new Steps(inside, walks + 1, depth);
        Size each = body.of(walk.getLoopCondition()).and(body.of(walk.getLoopStep()));
        long times = range.elements();
        // what was gathered is what each time adds
        inside.put(walk.getAccuVar(), new Size(1, times * each.elements(), times * each.characters()));
        Size result = body.of(walk.getResult());
        return new Size(
                range.steps() + start.steps() + times * each.steps() + result.steps(),
                result.elements(),
                result.characters());
    }
}
