package org.billhook.core.api;

import java.time.Instant;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.osgi.annotation.versioning.ProviderType;

/** What happened: the numbered, hash-chained events, and the log of changes (I-8). */
@ProviderType
public interface Events {

    /**
     * @param number counts from 1 without gaps, in the order of the chain
     * @param type for example {@code request.created}
     * @param hash SHA-256 over number, type, subject, body and the hash before, hexadecimal
     */
    record Event(long number, String type, String subject, String json, Instant at, String hash) {}

    /**
     * One changed field.
     *
     * @param check id, bundle and version of the field check that allowed it, where one did
     */
    record Change(
            long id,
            Instant at,
            String actor,
            String subject,
            String field,
            Optional<String> before,
            Optional<String> after,
            Optional<String> check) {}

    /** @param after number of the last event already seen; 0 for all */
    Page<Event> events(long after, int limit);

    /** Number of the newest event; 0 if there is none. */
    long last();

    /** Checks the chain from its beginning; the number of the first event that does not fit, or empty. */
    Optional<Long> firstBroken();

    /** Changes of one object, newest first; of a field that a check hides now without its values. */
    Page<Change> changes(ObjectRef ref, Page.Request page);

    /**
     * Changes of all subjects of one kind with all values, newest first: for auditors; those of plugins for whoever
     * exchanges them.
     *
     * @param kind what stands before the slash of a subject: a kind of object, or {@code plugin}
     */
    Page<Change> changes(String kind, Page.Request page);

    /**
     * Changes of one subject with all values, newest first: for auditors.
     *
     * @param subject kind and key or number of what was changed, such as {@code price/17}
     */
    Page<Change> changesOf(String subject, Page.Request page);

    /** All changes with all values, newest first: for auditors. */
    Page<Change> changes(Page.Request page);
}
