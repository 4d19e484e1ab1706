package org.billhook.engine.port;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.ItemTerms;

/** Billing objects of every kind. */
public interface ObjectStore {

    /** An id for a new object, so that its row can name itself as head of its root. */
    long nextId();

    /**
     * Stores a new object with version 1.
     *
     * @param row with an id from {@link #nextId()}, and its whole path
     * @param indexed values by attribute name that lists can be filtered by
     * @param references object named, by attribute name, for {@link #namedBy}
     * @return the row as stored
     * @throws StoreException DUPLICATE if the reference is taken
     */
    ObjectRow insert(ObjectRow row, Map<String, String> indexed, Map<String, ObjectRef> references);

    /**
     * Stores a changed object and adds one to its version.
     *
     * @throws StoreException STALE if the stored version is not that of the row
     */
    ObjectRow update(ObjectRow row, Map<String, String> indexed, Map<String, ObjectRef> references);

    /**
     * What refers to an object by its id, but for objects under it.
     *
     * @param sources posted on it
     * @param requests that bill it, of items under it, or whose revenue is its
     * @param runs that looked at it as the head of a root
     */
    record Hanging(long sources, long requests, long runs) {}

    Hanging hanging(ObjectRow row);

    /**
     * Deletes an object that nothing refers to, with what it is searched by.
     *
     * @param row as it was locked
     */
    void delete(ObjectRow row);

    Optional<ObjectRow> find(ObjectRef ref);

    /** Those that exist, by reference; one query for a thousand. */
    Map<ObjectRef, ObjectRow> find(Collection<ObjectRef> refs);

    /** Those that exist, by id; one query for a thousand. */
    Map<Long, ObjectRow> byId(Collection<Long> ids);

    /** Locks the rows until the end of the transaction, in the order of the ids, and reads them. */
    Map<Long, ObjectRow> lock(Collection<Long> ids);

    Page<ObjectRow> list(BillingObjects.Query query, Page.Request page);

    /** The objects whose root is the given one, in the order of their paths. */
    Page<ObjectRow> hierarchy(long root, Page.Request page);

    /** Objects whose reference attributes name this one, at most a thousand, by key. */
    List<ObjectRef> namedBy(ObjectRef ref);

    /** Objects of a kind with the text of a reference somewhere in an attribute, maybe as a part of another one. Reads all of the kind. */
    List<ObjectRow> mentioning(String kind, ObjectRef ref);

    /** Ids of the heads of the roots that the items of a document bill, which name it in {@link ItemTerms#DOCUMENT} (D-74). */
    Set<Long> rootsOfItems(ObjectRef document);

    /** Documents that items name which bill one of the roots, by root; one query for a thousand (D-74). */
    Map<Long, Set<ObjectRef>> documents(Collection<Long> roots);

    /** Items that bill this root or name this billing element, active or not, in the order of their keys. */
    List<ObjectRow> itemsBilling(ObjectRef element);

    /** Items whose {@code billsRoot} is one of the roots, in the order of their keys, by root. */
    Map<Long, List<ObjectRow>> itemsByRoot(Collection<Long> roots);

    /** Objects that execute one of the items, in the order of their keys, by item; one query for a thousand. */
    Map<Long, List<ObjectRow>> executing(Collection<Long> items);

    /** Ids of the object of a path and of all beneath it, in the order of their paths; at most {@code limit}. */
    List<Long> under(String path, int limit);

    /** Objects directly under one. */
    List<ObjectRow> children(long id);

    /**
     * Moves an object and everything beneath it: every row whose path begins with the old path gets the new one, and the new
     * root where its root was the old one. Sources follow their objects.
     *
     * @param oldRoot empty for none
     * @param newRoot empty for none
     */
    void move(String oldPath, String newPath, Optional<Long> oldRoot, Optional<Long> newRoot);

    /** Those of the objects of which a line that stands bills a source; one query for a thousand. */
    Set<Long> billed(Collection<Long> ids);

    /**
     * An object, the first by path, of which a line that stands bills a source.
     *
     * @param path only objects whose path begins with it
     * @param root only objects of this root; empty for those of no root
     */
    Optional<ObjectRef> firstBilled(String path, Optional<Long> root);

    /** By root the earliest date noted for any of its objects; none for a root without. One query for a thousand. */
    Map<Long, LocalDate> firstActualUnder(Collection<Long> roots);

    /** Notes an actual posting; the earliest date stays. */
    void notePosting(Map<Long, LocalDate> firstActualByObject);
}
