package org.billhook.core.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Requests.PeriodRevenue;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.LifeCycle;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The billing objects of every kind. Each change is one transaction, checked by the kind and the field checks, and written
 * to the change log (I-8). All methods throw {@link BillhookException} for what a user can cause.
 */
@ProviderType
public interface BillingObjects {

    /**
     * A new object.
     *
     * @param name 1 to 200 characters
     * @param attributes values by attribute name, in the text form of their type
     * @param status what it is to have in the end: it passes the statuses of the shortest way there; empty for the first one of its
     *     kind
     */
    record Draft(ObjectRef ref, String name, Map<String, String> attributes, Optional<String> status) {

        /** In the first status of its kind. */
        public Draft(ObjectRef ref, String name, Map<String, String> attributes) {
            this(ref, name, attributes, Optional.empty());
        }

        /** The same in another status. */
        public Draft inStatus(Optional<String> wanted) {
            return new Draft(ref, name, attributes, wanted);
        }
    }

    /**
     * An object that has to be there.
     *
     * @param draft what to create where it is missing
     * @param statuses that it passes then, one after the other
     */
    record Needed(Draft draft, List<String> statuses) {}

    /**
     * A change; what is absent stays.
     *
     * @param attributes new values by attribute name; an empty one removes the value
     * @param confirmed whether the user agrees that what the change makes useless is dropped
     */
    record Change(
            Optional<String> name,
            Optional<String> status,
            Map<String, Optional<String>> attributes,
            boolean confirmed) {

        public Change(Optional<String> name, Optional<String> status, Map<String, Optional<String>> attributes) {
            this(name, status, attributes, false);
        }

        /** The same, where the user agrees to what is dropped by it. */
        public Change confirmed(boolean agrees) {
            return new Change(name, status, attributes, agrees);
        }

        /** Changes the status only. */
        public static Change ofStatus(String status) {
            return new Change(Optional.empty(), Optional.of(status), Map.of());
        }
    }

    /** Order of a list. */
    enum Sort {
        /** By key, then kind. */
        KEY,
        KEY_DESCENDING,
        /** Those that were changed last come last. */
        CHANGED,
        CHANGED_DESCENDING
    }

    /**
     * Which objects a list has: all conditions that are given must hold.
     *
     * @param changedSince created or changed at this moment or later. A change counts from the moment at which it began: who asks again
     *     and again leaves some room, or follows the events
     */
    record Query(
            Optional<String> kind,
            Optional<ObjectRef> above,
            Optional<ObjectRef> root,
            Optional<String> status,
            Map<String, String> attributes,
            Optional<Instant> changedSince,
            Sort sort) {

        /** Whenever they were changed, by key. */
        public Query(
                Optional<String> kind,
                Optional<ObjectRef> above,
                Optional<ObjectRef> root,
                Optional<String> status,
                Map<String, String> attributes) {
            this(kind, above, root, status, attributes, Optional.empty(), Sort.KEY);
        }

        /** The same of those changed since a moment. */
        public Query changedSince(Optional<Instant> moment) {
            return new Query(kind, above, root, status, attributes, moment, sort);
        }

        /** The same in another order. */
        public Query by(Sort order) {
            return new Query(kind, above, root, status, attributes, changedSince, order);
        }

        /** All objects of a kind. */
        public static Query ofKind(String kind) {
            return new Query(Optional.of(kind), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        }

        /** All objects right under one. */
        public static Query above(ObjectRef above) {
            return new Query(Optional.empty(), Optional.of(above), Optional.empty(), Optional.empty(), Map.of());
        }
    }

    /**
     * What a kind looks like, from its bundle.
     *
     * @param attributes its own first, then those that others add
     * @param addedBy symbolic names of the bundles that add attributes to it, by attribute
     */
    record Kind(
            String id, List<Attribute> attributes, LifeCycle lifeCycle, String bundle, Map<String, String> addedBy) {}

    /**
     * One field of an object.
     *
     * @param decidedBy id and bundle of the check, or {@code core}, that had the last word; empty if nobody had an opinion
     */
    record Field(String name, Optional<String> value, Opinion opinion, Optional<String> decidedBy) {}

    /** The fields of one object. */
    record Fields(ObjectRef ref, long version, List<Field> fields) {}

    /**
     * What is posted on objects, in one measure.
     *
     * @param sources number of sources
     * @param terms sum of each term of their balances; posted is the sum of the others
     * @param cost sum of the costs that were posted with them, by currency
     */
    record Sum(Measure measure, long sources, Map<Term, Share> terms, List<Money> cost) {}

    /**
     * An object in the hierarchy of its root.
     *
     * @param level steps below the head, which has 0
     * @param own what is posted on the object itself, by measure
     * @param total the same with everything beneath it
     * @param revenue billed revenue that goes to the object itself, by period and currency (O-11, O-41)
     * @param totalRevenue the same with everything beneath it
     */
    record Node(
            StoredObject object,
            int level,
            List<Sum> own,
            List<Sum> total,
            List<PeriodRevenue> revenue,
            List<PeriodRevenue> totalRevenue) {}

    /** A change of one object among others. */
    record OneChange(ObjectRef ref, long version, Change change) {}

    /**
     * What came of a change among others.
     *
     * @param object as it is now; empty if the change was refused
     * @param findings why it was refused
     */
    record Outcome(ObjectRef ref, Optional<StoredObject> object, List<Finding> findings) {}

    /** One of several changes that are done together; see {@link #changeAll}. */
    sealed interface Step permits Create, Alter, Remove {}

    /** Creates an object. */
    record Create(Draft draft) implements Step {}

    /**
     * Changes an object.
     *
     * @param version the version the change was made on; may be empty for an object that a step before has created or changed
     */
    record Alter(ObjectRef ref, Optional<Long> version, Change change) implements Step {}

    /** Deletes an object; version likewise. */
    record Remove(ObjectRef ref, Optional<Long> version) implements Step {}

    /**
     * What came of a step.
     *
     * @param version of the object after all steps; empty if it is deleted
     */
    record Done(ObjectRef ref, Optional<Long> version) {}

    /** Kinds that are installed now, by id. */
    List<Kind> kinds();

    /**
     * Creates an object. Where it is to have a later status, each change of status on the way is checked as {@link #change} checks it,
     * and all of it is done or nothing.
     *
     * @throws BillhookException CONFLICT if its reference is taken; REFUSED with a finding per field that kind or checks refuse, or if no
     *     way leads to the status
     */
    default StoredObject create(Draft draft, Actor actor) {
        return createAll(List.of(draft), actor).get(0);
    }

    /**
     * Creates objects as {@link #create} does, in their order, so that a later one can name an earlier one. One transaction:
     * all or none.
     */
    List<StoredObject> createAll(List<Draft> drafts, Actor actor);

    /**
     * Creates objects that are not there yet, and changes their status, as {@link #create} and {@link #change} do; those that are
     * there are left as they are. One transaction: all or none.
     */
    void createMissing(List<Needed> needed, Actor actor);

    /**
     * Changes an object; all of it or nothing.
     *
     * @param version the version the change was made on; another one is refused as STALE
     * @throws BillhookException UNKNOWN if there is none; REFUSED with a finding per field that is closed or wrong; CONFLICT
     *     if what is billed forbids it, or if something would be dropped and that is not confirmed
     */
    StoredObject change(ObjectRef ref, long version, Change change, Actor actor);

    /**
     * Deletes an object on which nothing hangs. What it was stays in the change log.
     *
     * @param version the version that was seen; another one is refused as STALE
     * @throws BillhookException UNKNOWN if there is none; CONFLICT with all that hangs on it: objects under it, that name or bill it,
     *     postings, requests, runs; REFUSED if a field check can't be asked
     */
    void delete(ObjectRef ref, long version, Actor actor);

    /**
     * Does steps in their order, as {@link #create}, {@link #change} and {@link #delete} do each, so that a later one sees what an earlier
     * one did. One transaction: all or none.
     *
     * @return what came of each step
     * @throws BillhookException as these do, of the first step that is refused: its findings name the fields as {@code steps[n].field}, n
     *     from 0
     */
    List<Done> changeAll(List<Step> steps, Actor actor);

    /** Changes objects one by one: each is done or refused by itself, as by {@link #change}. */
    default List<Outcome> changeEach(List<OneChange> changes, Actor actor) {
        return changes.stream()
                .map(each -> {
                    try {
                        StoredObject now = change(each.ref(), each.version(), each.change(), actor);
                        return new Outcome(each.ref(), Optional.of(now), List.of());
                    } catch (BillhookException e) {
                        return new Outcome(each.ref(), Optional.empty(), e.findings());
                    }
                })
                .toList();
    }

    /** Empty if there is none. */
    Optional<StoredObject> find(ObjectRef ref);

    /** Like {@link #find}, or UNKNOWN. */
    StoredObject get(ObjectRef ref);

    /** In the order of the query; an object is not found by an attribute that a check hides, so that a page may be short. */
    Page<StoredObject> list(Query query, Page.Request page);

    /**
     * Everything under the head of a root, itself included, parents before children; with what is posted on each object alone,
     * so that a node's {@code total} is its {@code own}.
     */
    Page<Node> hierarchy(ObjectRef root, Page.Request page);

    /**
     * The same at once, with totals of everything beneath.
     *
     * @throws BillhookException REFUSED if there are more than 20,000 objects: read it page by page
     */
    List<Node> tree(ObjectRef root);

    /** Every field with what may be done with it now; one that is hidden shows no value. */
    List<Field> fields(ObjectRef ref);

    /** Names of the fields that a check hides now; none of an object that is unknown. */
    Set<String> hiddenFields(ObjectRef ref);

    /** The same for many objects, by key: the checks are asked for each, the database once for all of them. */
    Page<Fields> fields(Query query, Page.Request page);
}
