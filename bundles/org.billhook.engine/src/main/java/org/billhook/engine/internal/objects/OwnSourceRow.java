package org.billhook.engine.internal.objects;

import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.engine.internal.hash.Sha256;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;

/** Makes the row of a source that an object is by itself. */
final class OwnSourceRow {

    private static final int LONGEST_ID = 120;

    private OwnSourceRow() {}

    /** A new posting. */
    static SourceRow posted(ObjectWork work, ObjectRow object, KindOfSource.Accepted accepted) {
        SourceDraft draft = accepted.draft();
        SourceTerms terms = accepted.terms();
        return new SourceRow(
                work.store().sources().nextIds(1),
                draft.kind(),
                SourceRow.OF_OBJECT,
                draft.externalId(),
                object.id(),
                object.root(),
                draft.serviceDate(),
                draft.postingDate().orElse(work.today()),
                work.now(),
                draft.posted(),
                draft.text(),
                draft.billable(),
                terms.nature().isCostOrRevenue(),
                draft.characteristics(),
                draft.cost(),
                Optional.empty(),
                fingerprint(draft));
    }

    /** The same posting with another date, text and characteristics. */
    static SourceRow rewritten(SourceRow is, SourceDraft draft) {
        return new SourceRow(
                is.id(),
                is.kind(),
                is.origin(),
                is.externalId(),
                is.object(),
                is.root(),
                draft.serviceDate(),
                is.postingDate(),
                is.enteredAt(),
                is.posted(),
                draft.text(),
                is.billable(),
                is.actual(),
                draft.characteristics(),
                is.cost(),
                is.reverses(),
                fingerprint(draft));
    }

    /** {@code kind/key#slot}; where that is too long, its end is replaced by a digest. */
    static String externalId(ObjectRow object, String slot) {
        String id = object.ref() + "#" + slot;
        if (id.length() <= LONGEST_ID) {
            return id;
        }
        String digest = Sha256.hex(id, 16);
        return id.substring(0, LONGEST_ID - digest.length() - 1) + "#" + digest;
    }

    private static byte[] fingerprint(SourceDraft draft) {
        return Sha256.of(String.join(
                "\n",
                draft.kind(),
                draft.externalId(),
                draft.posted().toString(),
                draft.serviceDate().toString(),
                draft.text(),
                new TreeMap<>(draft.characteristics()).toString()));
    }
}
