package org.billhook.engine.internal.objects;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects.Alter;
import org.billhook.core.api.BillingObjects.Create;
import org.billhook.core.api.BillingObjects.Done;
import org.billhook.core.api.BillingObjects.Remove;
import org.billhook.core.api.BillingObjects.Step;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;

/** Does steps in their order, in one transaction. */
final class Steps {

    private final ObjectWork work;
    private final Set<ObjectRef> touched = new HashSet<>();

    Steps(ObjectWork work) {
        this.work = work;
    }

    List<Done> all(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            try {
                one(steps.get(i));
            } catch (BillhookException e) {
                throw of(i, e);
            }
        }
        Map<ObjectRef, Long> versions = new HashMap<>();
        work.store().objects().find(touched).forEach((ref, row) -> versions.put(ref, row.version()));
        return steps.stream()
                .map(step -> new Done(ref(step), Optional.ofNullable(versions.get(ref(step)))))
                .toList();
    }

    private void one(Step step) {
        if (step instanceof Create create) {
            new Creation(work).create(create.draft());
        } else if (step instanceof Alter alter) {
            new Alteration(work).change(alter.ref(), version(alter.ref(), alter.version()), alter.change());
        } else if (step instanceof Remove remove) {
            new Removal(work).remove(remove.ref(), version(remove.ref(), remove.version()));
        }
        touched.add(ref(step));
    }

    private static ObjectRef ref(Step step) {
        if (step instanceof Create create) {
            return create.draft().ref();
        }
        return step instanceof Alter alter ? alter.ref() : ((Remove) step).ref();
    }

    /** Nobody else can have changed what the steps before have locked. */
    private long version(ObjectRef ref, Optional<Long> given) {
        if (given.isPresent()) {
            return given.get();
        }
        if (!touched.contains(ref)) {
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE,
                    Finding.error("MISSING", "version", "version is missing: no step before has %s".formatted(ref)));
        }
        return work.store()
                .objects()
                .find(ref)
                .orElseThrow(() -> BillhookException.unknown(ref.kind(), ref.key()))
                .version();
    }

    private static BillhookException of(int step, BillhookException refusal) {
        return new BillhookException(
                refusal.type(),
                refusal.findings().stream()
                        .map(finding -> finding.withField("steps[%d]%s"
                                .formatted(
                                        step,
                                        finding.field()
                                                .map(field -> "." + field)
                                                .orElse(""))))
                        .toList());
    }
}
