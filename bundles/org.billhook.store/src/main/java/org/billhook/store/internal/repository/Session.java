package org.billhook.store.internal.repository;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.store.internal.dialect.Among;
import org.billhook.store.internal.dialect.Dialect;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Sql;
import org.billhook.store.internal.sql.SqlErrors;
import org.billhook.store.internal.sql.StackReserve;
import org.eclipse.persistence.exceptions.EclipseLinkException;

/**
 * One transaction: JPA and JDBC on the same connection. Entities never outlive a call, so that neither sees what the other
 * has already overwritten.
 */
public final class Session {

    private static final int MOST_IN_A_LIST = 1000;

    /** Up to here rows are read one by one by their key: for a list, Derby may scan a small table and wait for others. */
    private static final int FEW = 10;

    private final EntityManager entities;
    private final Sql sql;
    private final Dialect dialect;
    private final Ids ids;
    private final Covers covers = new Covers();
    private final HeldObjects heldObjects = new HeldObjects();
    private final List<Unnumbered> events = new ArrayList<>();

    /** @param entities in a transaction */
    public Session(EntityManager entities, Dialect dialect, Ids ids) {
        this.entities = entities;
        this.dialect = dialect;
        this.ids = ids;
        Connection connection = jpa(() -> entities.unwrap(Connection.class));
        this.sql = new Sql(connection, dialect.driver());
    }

    Sql sql() {
        return sql;
    }

    /** What of the tables that the chain of events holds was written so far. */
    Covers covers() {
        return covers;
    }

    HeldObjects heldObjects() {
        return heldObjects;
    }

    /** Events that are put into the outbox at the end. */
    List<Unnumbered> events() {
        return events;
    }

    /** Writes what stands at the end of a transaction; to be called before it is committed. */
    public void end(Instant now) {
        JdbcLog.flush(this, now);
    }

    Dialect dialect() {
        return dialect;
    }

    long id(Sequence sequence) {
        return ids.next(sql, sequence);
    }

    long ids(Sequence sequence, int count) {
        return ids.next(sql, sequence, count);
    }

    <E> E insert(E entity) {
        return jpa(() -> {
            entities.persist(entity);
            entities.flush();
            return entity;
        });
    }

    <E> Optional<E> find(Class<E> type, long id) {
        return jpa(() -> Optional.ofNullable(entities.find(type, id)));
    }

    /** @throws IllegalArgumentException if there is none with the id */
    <E> E change(Class<E> type, long id, Consumer<E> change) {
        return jpa(() -> {
            E entity = existing(type, id);
            change.accept(entity);
            entities.flush();
            return entity;
        });
    }

    /** Like {@link #change}, and adds one to the version even if nothing differs. */
    <E> E changeVersion(Class<E> type, long id, Consumer<E> change) {
        return jpa(() -> {
            E entity = existing(type, id);
            change.accept(entity);
            entities.lock(entity, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            entities.flush();
            return entity;
        });
    }

    private <E> E existing(Class<E> type, long id) {
        E entity = entities.find(type, id);
        if (entity == null) {
            throw new IllegalArgumentException("There is no %s %d".formatted(type.getSimpleName(), id));
        }
        return entity;
    }

    /** Entities in the order of the ids; those that do not exist are left out. */
    <E> List<E> load(Class<E> type, Collection<Long> wanted, Function<E, Long> idOf) {
        if (wanted.size() <= FEW) {
            return wanted.stream()
                    .distinct()
                    .flatMap(id -> find(type, id).stream())
                    .toList();
        }
        Map<Long, E> found = new HashMap<>();
        for (List<Long> part : parts(wanted)) {
            String name = entities.getMetamodel().entity(type).getName();
            List<E> some = jpa(() -> entities.createQuery("SELECT e FROM " + name + " e WHERE e.id IN :ids", type)
                    .setParameter("ids", part)
                    .getResultList());
            some.forEach(entity -> found.put(idOf.apply(entity), entity));
        }
        return wanted.stream().filter(found::containsKey).map(found::get).toList();
    }

    /**
     * Runs a query for a list of keys, in parts where it is long.
     *
     * @param query with {@code %s} where the placeholders of the keys go, before any other parameter but {@code first}
     */
    <T> List<T> in(String query, List<?> first, Collection<?> keys, Sql.Mapper<T> mapper, Object... last) {
        List<T> rows = new ArrayList<>();
        for (List<?> part : parts(keys)) {
            List<Object> parameters = new ArrayList<>(first);
            parameters.addAll(part);
            parameters.addAll(List.of(last));
            rows.addAll(sql.list(query.formatted(Sql.marks(part.size())), mapper, parameters));
        }
        return rows;
    }

    <T> List<T> in(String query, Collection<?> keys, Sql.Mapper<T> mapper) {
        return in(query, List.of(), keys, mapper);
    }

    /**
     * Looks rows up by a key of theirs.
     *
     * @param query with {@code %s} after the name of the column, after any parameter of its own
     */
    <T> List<T> byKey(String query, List<?> first, Collection<?> keys, Sql.Mapper<T> mapper) {
        List<T> rows = new ArrayList<>();
        for (Among among : dialect.among(keys.stream().distinct().toList())) {
            List<Object> parameters = new ArrayList<>(first);
            parameters.addAll(among.parameters());
            rows.addAll(sql.list(query.formatted(among.condition()), mapper, parameters));
        }
        return rows;
    }

    /** Lists of keys that one statement takes. */
    static <K> List<List<K>> parts(Collection<K> keys) {
        List<K> all = keys.stream().distinct().toList();
        List<List<K>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += MOST_IN_A_LIST) {
            parts.add(all.subList(start, Math.min(start + MOST_IN_A_LIST, all.size())));
        }
        return parts;
    }

    private <T> T jpa(Supplier<T> work) {
        StackReserve.demand();
        try {
            return work.get();
        } catch (PersistenceException | EclipseLinkException e) {
            // a read that fails is not wrapped by EclipseLink
            throw SqlErrors.of(e);
        } finally {
            entities.clear();
        }
    }
}
