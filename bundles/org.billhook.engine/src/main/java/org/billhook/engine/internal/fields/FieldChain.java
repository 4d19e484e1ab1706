package org.billhook.engine.internal.fields;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.fieldcheck.CheckedObject.Mode;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.registry.Vacancy;

/**
 * Folds the opinions of all field checks, from the lowest rank to the highest (design: "Field checks"; R-35, G-2). A check
 * that breaks or is away closes every field for good; last, core closes what was fixed at creation and what is locked once billed.
 */
public final class FieldChain {

    private static final FieldVerdict NO_OPINION = new FieldVerdict(
            new Opinion(Verdict.EDITABLE, "No check restricts this field."), Optional.empty(), Optional.empty(), false);

    private final List<Leased<FieldCheck>> checks;
    private final List<Vacancy> away;
    private final boolean allowOpening;

    /** @param allowOpening whether a check may open what one of lower rank has closed */
    public FieldChain(Snapshot plugins, boolean allowOpening) {
        checks = plugins.ranked(Spi.FIELD_CHECK);
        away = plugins.vacant(Spi.FIELD_CHECK);
        this.allowOpening = allowOpening;
    }

    /** Whether there is no check that could say anything. */
    public boolean isEmpty() {
        return checks.isEmpty();
    }

    /**
     * The verdict on every field: name, status, then the attributes in their order.
     *
     * @param named finds the object that a reference attribute names
     */
    public Map<String, FieldVerdict> verdicts(
            ObjectSnapshot object,
            List<Attribute> attributes,
            Mode mode,
            Function<String, Optional<ObjectSnapshot>> named) {
        Map<String, FieldVerdict> verdicts = new LinkedHashMap<>();
        verdicts.put("name", NO_OPINION);
        verdicts.put("status", NO_OPINION);
        attributes.forEach(attribute -> verdicts.put(attribute.name(), NO_OPINION));
        CheckedObject checked = new Question(object, mode, Set.copyOf(verdicts.keySet()), named);
        for (Leased<FieldCheck> check : checks) {
            try {
                fold(verdicts, check, opinions(check, checked));
            } catch (PluginBroke e) {
                verdicts.replaceAll((field, verdict) -> closedBecauseBroken(check, verdict));
                break;
            }
        }
        if (!away.isEmpty()) {
            verdicts.replaceAll((field, verdict) -> closedAsAway(away.get(0), verdict));
        }
        if (mode != Mode.CREATE) {
            attributes.forEach(attribute -> verdicts.computeIfPresent(
                    attribute.name(), (field, verdict) -> closedByCore(attribute, object, verdict)));
        }
        return verdicts;
    }

    private static Map<String, Opinion> opinions(Leased<FieldCheck> check, CheckedObject checked) {
        return check.call("fields of " + checked.object().ref(), service -> Map.copyOf(service.check(checked)));
    }

    /** An opinion on a field that the object does not have is passed over. */
    private void fold(Map<String, FieldVerdict> verdicts, Leased<FieldCheck> check, Map<String, Opinion> opinions) {
        opinions.forEach((field, opinion) -> verdicts.computeIfPresent(field, (name, before) -> {
            boolean first = before.decidedBy().isEmpty();
            boolean stricter = opinion.verdict().compareTo(before.opinion().verdict()) > 0;
            return first || stricter || allowOpening ? verdict(check, opinion) : before;
        }));
    }

    private static FieldVerdict verdict(Leased<FieldCheck> check, Opinion opinion) {
        return new FieldVerdict(
                opinion,
                Optional.of(name(check)),
                opinion.verdict().open() ? Optional.of(name(check) + " " + check.version()) : Optional.empty(),
                false);
    }

    private static FieldVerdict closedBecauseBroken(Leased<FieldCheck> check, FieldVerdict before) {
        String reason = "Field check '%s' of bundle %s %s broke: nothing can be changed until it is mended or removed."
                .formatted(check.id(), check.bundle(), check.version());
        return closedForGood(before, reason, name(check));
    }

    private static FieldVerdict closedAsAway(Vacancy vacancy, FieldVerdict before) {
        String reason = "Nothing can be changed. " + vacancy.finding().message() + ".";
        return closedForGood(before, reason, vacancy.id() + " " + vacancy.bundle());
    }

    /** What the checks that answered hide stays hidden. */
    private static FieldVerdict closedForGood(FieldVerdict before, String reason, String by) {
        return new FieldVerdict(new Opinion(closed(before), reason), Optional.of(by), Optional.empty(), true);
    }

    private static Verdict closed(FieldVerdict verdict) {
        return verdict.opinion().verdict() == Verdict.HIDDEN ? Verdict.HIDDEN : Verdict.DISPLAY_ONLY;
    }

    private static FieldVerdict closedByCore(Attribute attribute, ObjectSnapshot object, FieldVerdict verdict) {
        if (!attribute.changeable()) {
            return closed(verdict, "'%s' is set when the object is created and never changes.", attribute);
        }
        if (attribute.lockedOnceBilled() && object.billed()) {
            return closed(verdict, "'%s' is locked since something of the object was billed.", attribute);
        }
        return verdict;
    }

    private static FieldVerdict closed(FieldVerdict verdict, String reason, Attribute attribute) {
        return new FieldVerdict(
                new Opinion(closed(verdict), reason.formatted(attribute.name())),
                Optional.of("core"),
                Optional.empty(),
                verdict.forGood());
    }

    private static String name(Leased<FieldCheck> check) {
        return check.id() + " " + check.bundle();
    }

    private record Question(
            ObjectSnapshot object, Mode mode, Set<String> fields, Function<String, Optional<ObjectSnapshot>> references)
            implements CheckedObject {

        @Override
        public Optional<ObjectSnapshot> named(String attribute) {
            return references.apply(attribute);
        }
    }
}
