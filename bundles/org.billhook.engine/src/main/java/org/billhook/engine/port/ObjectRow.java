package org.billhook.engine.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;

/**
 * A billing object.
 *
 * @param id given by {@link ObjectStore#nextId()}
 * @param above id of what it stands under
 * @param root id of the head of its root; empty if it has none
 * @param path ids from the top down to this object, each followed by a slash: {@code 4/17/23/}
 * @param executes whether it executes the item that it stands directly under
 * @param characteristics what its kind adds to every source posted on it
 * @param item its commercial side as far as lists need it; empty if it is no item
 * @param changedAt when it was created or changed last
 * @param firstActual service date of the first actual posting on it
 */
public record ObjectRow(
        long id,
        ObjectRef ref,
        String name,
        String status,
        Phase phase,
        Optional<Long> above,
        Optional<Long> root,
        String path,
        boolean executes,
        Map<String, String> attributes,
        Map<String, String> characteristics,
        Optional<Item> item,
        Optional<LocalDate> firstActual,
        List<Finding> warnings,
        long version,
        Instant changedAt) {

    /**
     * @param billsRoot id of the head of the root that the item bills; empty while that head is missing
     * @param bills the billing element it names; empty if it heads its own root
     */
    public record Item(
            String relevance,
            String party,
            String currency,
            boolean active,
            Optional<ObjectRef> bills,
            Optional<Long> billsRoot) {}
}
