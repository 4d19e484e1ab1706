package org.billhook.core.spi.fieldcheck;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which fields of an object may be changed now (R-30 to R-35, G-2). Pure (law 2) and fast: one call for all fields of
 * an object, on several threads at once, with all it needs in the snapshot.
 *
 * <p>Checks are asked from the lowest {@code service.ranking} to the highest; a later opinion replaces an earlier one, and
 * where opening is not allowed only a stricter one does. A check that throws closes every field and is named as the
 * reason. Last, core closes what the kind locks once billed; no check opens that.
 *
 * <p>A new object is refused if it has a value in an attribute that is closed, or none in a field that is mandatory.
 */
@ConsumerType
public interface FieldCheck {

    /** Service property, String, required; never renamed. */
    String ID = "billing.fieldcheck.id";

    /** @return opinions by field; a field without an entry has none from this check */
    Map<String, Opinion> check(CheckedObject object);
}
