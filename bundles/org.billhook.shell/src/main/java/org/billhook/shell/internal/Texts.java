package org.billhook.shell.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.joda.money.BigMoney;
import org.joda.money.Money;

/** Values as the shell prints them. */
final class Texts {

    private Texts() {}

    static String of(Finding finding) {
        return "%s %s%s: %s"
                .formatted(
                        finding.severity(),
                        finding.code(),
                        finding.field().map(field -> " (" + field + ")").orElse(""),
                        finding.message());
    }

    static String of(List<Finding> findings) {
        return findings.stream().map(Finding::message).collect(Collectors.joining("; "));
    }

    static String of(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    static String of(Money money) {
        return money.getAmount().toPlainString() + " " + money.getCurrencyUnit();
    }

    static String of(BigMoney money) {
        return money.getAmount().toPlainString() + " " + money.getCurrencyUnit();
    }

    static String of(Map<String, String> values) {
        return new TreeMap<>(values).entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    static String money(Collection<Money> amounts) {
        return amounts.stream().map(Texts::of).collect(Collectors.joining(", "));
    }

    static String refs(List<ObjectRef> refs) {
        return refs.stream().map(ObjectRef::toString).collect(Collectors.joining(", "));
    }
}
