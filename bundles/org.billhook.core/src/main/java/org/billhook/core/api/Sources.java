package org.billhook.core.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;
import org.osgi.annotation.versioning.ProviderType;

/** The postings that can be billed. Methods throw {@link BillhookException} for what a user can cause. */
@ProviderType
public interface Sources {

    /** What became of one row. */
    enum Outcome {
        POSTED,
        /**
         * The same external id was posted before with the same content: nothing was done, though that posting may have been
         * reversed, which a warning tells.
         */
        UNCHANGED,
        REFUSED
    }

    /**
     * @param id of the source; empty if refused
     * @param findings errors if refused; warnings otherwise
     */
    record Result(Outcome outcome, Optional<Long> id, List<Finding> findings) {}

    /**
     * Which sources a list has: all conditions that are given must hold; in (service date, id) order.
     *
     * @param externalId as it was sent; several sources have it where several origins sent it, or where one was posted anew
     */
    record Query(
            Optional<ObjectRef> object,
            Optional<ObjectRef> root,
            Optional<String> kind,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            boolean onlyOpen,
            Optional<String> externalId) {

        /** Whatever they were sent as. */
        public Query(
                Optional<ObjectRef> object,
                Optional<ObjectRef> root,
                Optional<String> kind,
                Optional<LocalDate> from,
                Optional<LocalDate> to,
                boolean onlyOpen) {
            this(object, root, kind, from, to, onlyOpen, Optional.empty());
        }
    }

    /**
     * Posts rows; each is taken or refused by itself, all that are taken in one transaction. Sending a row twice is one
     * posting; the same external id with other content is refused, unless what it names was reversed: then the new one has
     * the id from now on.
     *
     * <p>Kinds of sources that objects own are refused: an object posts them by itself (G-21).
     *
     * @param origin name under which external ids are unique, at most 80 characters; not object, transfer or reversal, which are
     *     core's own
     * @param drafts at most a thousand
     * @return a result per row, in order
     */
    List<Result> post(String origin, List<SourceDraft> drafts, Actor actor);

    /** Empty if there is none. */
    Optional<StoredSource> find(long id);

    /** By the id that it was sent with; of several that had it in turn the last. Empty if there is none. */
    Optional<StoredSource> find(String origin, String externalId);

    /** In (service date, id) order. */
    Page<StoredSource> list(Query query, Page.Request page);
}
