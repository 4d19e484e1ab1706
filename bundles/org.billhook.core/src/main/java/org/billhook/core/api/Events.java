package org.billhook.core.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.osgi.annotation.versioning.ProviderType;

/** What happened: the numbered, hash-chained events, and the log of changes (I-8). */
@ProviderType
public interface Events {

    /**
     * @param number counts from 1 without gaps, in the order of the chain
     * @param type for example {@code request.created}
     * @param covers the rows that were written with it, one range a line, with a digest of them
     * @param key id of the key that it is chained under; empty for events of before there was one
     * @param hash HMAC-SHA-256, under the key, over all of the event and the hash before, hexadecimal; without a key SHA-256 over
     *     number, type, subject, body and the hash before
     */
    record Event(
            long number,
            String type,
            String subject,
            String json,
            Instant at,
            Optional<String> covers,
            Optional<String> key,
            String hash) {

        /** One without a key that covers nothing. */
        public Event(long number, String type, String subject, String json, Instant at, String hash) {
            this(number, type, subject, json, at, Optional.empty(), Optional.empty(), hash);
        }
    }

    /**
     * The newest event at some time, to be kept elsewhere: whoever cuts the chain off or writes it anew cannot do that there.
     *
     * @param number of the event; 0 for an empty chain
     * @param at when the head was taken
     * @param hash of the event
     * @param signature Ed25519 over number, time and hash, in Base64
     */
    record Head(long number, Instant at, String hash, String signature) {}

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

    /**
     * Signs the newest event of the chain.
     *
     * @throws BillhookException UNAVAILABLE if the key file is not there
     */
    Head head();

    /**
     * Checks a head that was taken before.
     *
     * @return why it was not signed here, or is not on the chain any more; empty if it is
     * @throws BillhookException UNAVAILABLE if the key file is not there
     */
    List<Finding> check(Head head);

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
