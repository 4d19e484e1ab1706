package org.billhook.fieldcheck.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;

/** A rule ready to be asked: where its condition holds, its fields get its verdict; elsewhere it has no opinion. */
record Rule(Set<String> kinds, List<String> fields, Condition condition, Opinion opinion) implements FieldCheck {

    /** @throws IllegalArgumentException if condition, verdict or reason can't be read */
    static Rule of(ExpressionCheck.Settings settings) {
        return new Rule(
                Set.of(settings.kinds()),
                List.of(settings.fields()),
                Condition.parse(settings.when()),
                new Opinion(Verdict.valueOf(settings.verdict()), settings.reason()));
    }

    @Override
    public Map<String, Opinion> check(CheckedObject object) {
        List<String> asked = fields.stream().filter(object.fields()::contains).toList();
        boolean ours = kinds.isEmpty() || kinds.contains(object.object().ref().kind());
        return ours && !asked.isEmpty() && condition.holds(object)
                ? asked.stream().collect(Collectors.toMap(Function.identity(), field -> opinion))
                : Map.of();
    }
}
