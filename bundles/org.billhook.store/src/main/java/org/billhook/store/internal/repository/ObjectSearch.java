package org.billhook.store.internal.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.ObjectRef;
import org.billhook.store.internal.sql.Sql;

/** What billing objects are searched by, as rows of their own: attributes, and the objects that they name. */
final class ObjectSearch {

    private final Sql sql;

    ObjectSearch(Sql sql) {
        this.sql = sql;
    }

    void insert(long id, Map<String, String> indexed, Map<String, ObjectRef> references) {
        insertAttributes(id, indexed);
        insertReferences(id, references);
    }

    /** Most changes are of a status, which leaves them as they are. */
    void update(long id, Map<String, String> indexed, Map<String, ObjectRef> references) {
        if (!attributes(id).equals(indexed)) {
            sql.update("DELETE FROM object_attribute WHERE object_id = ?", id);
            insertAttributes(id, indexed);
        }
        if (!references(id).equals(references)) {
            sql.update("DELETE FROM object_reference WHERE object_id = ?", id);
            insertReferences(id, references);
        }
    }

    void delete(long id) {
        sql.update("DELETE FROM object_attribute WHERE object_id = ?", id);
        sql.update("DELETE FROM object_reference WHERE object_id = ?", id);
    }

    private Map<String, String> attributes(long id) {
        Map<String, String> attributes = new HashMap<>();
        sql.list(
                "SELECT name, attribute_value FROM object_attribute WHERE object_id = ?",
                row -> attributes.put(row.text(1), row.text(2)),
                id);
        return attributes;
    }

    private Map<String, ObjectRef> references(long id) {
        Map<String, ObjectRef> references = new HashMap<>();
        sql.list(
                "SELECT name, target_kind, target_key FROM object_reference WHERE object_id = ?",
                row -> references.put(row.text(1), new ObjectRef(row.text(2), row.text(3))),
                id);
        return references;
    }

    private void insertAttributes(long id, Map<String, String> indexed) {
        List<List<Object>> attributes = new ArrayList<>();
        indexed.forEach((name, value) -> attributes.add(List.of(id, name, value)));
        sql.batch("INSERT INTO object_attribute VALUES (?, ?, ?)", attributes);
    }

    private void insertReferences(long id, Map<String, ObjectRef> references) {
        List<List<Object>> named = new ArrayList<>();
        references.forEach((name, ref) -> named.add(List.of(id, name, ref.kind(), ref.key())));
        sql.batch("INSERT INTO object_reference VALUES (?, ?, ?, ?)", named);
    }
}
