package org.billhook.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files of working time that bring their own projects, orders and items. */
public final class CsvWork {

    /** Name of the mapping that reads them. */
    public static final String MAPPING = "csv-work";

    public static final String HEADER = "id;project;day;person;activity;hours;text";

    private static final int PEOPLE = 40;

    private CsvWork() {}

    /** An hour of work of one of 40 people in one of the projects of a key. */
    public static String row(String key, int project, int number) {
        return "%s-%07d;%s;2026-01-%02d;p%02d;%s;1;Posting %d"
                .formatted(key, number, project(key, project), 1 + number % 31, number % PEOPLE, key, number);
    }

    /** Key of a project of a key, and of the billing element that heads its root. */
    public static String project(String key, int project) {
        return "%s%04d".formatted(key, project);
    }

    public static String customer(String key) {
        return key;
    }

    /** Saves the mapping of these files to itemized items, if it is not there yet. */
    public static void saveMapping(Api api) {
        saveMapping(api, MAPPING, "itemized", "STANDARD", "RELEASED");
    }

    /**
     * Saves a mapping of these files, if it is not there yet.
     *
     * @param profile DIP profile of the items
     * @param statuses that the items go through
     */
    public static void saveMapping(Api api, String name, String relevance, String profile, String... statuses) {
        if (api.get("/mappings/" + name).status() == 404) {
            api.put("/mappings/" + name, mapping(relevance, profile, statuses), Map.of("If-None-Match", "*"))
                    .expect(200, 201);
        }
    }

    /** Saves a mapping of these files that posts each row on an element of its own, beneath the billing element. */
    public static void saveTreeMapping(Api api, String name) {
        Map<String, Object> tree = new HashMap<>(mapping("itemized", "STANDARD", "RELEASED"));
        List<Object> objects = new ArrayList<>((List<?>) tree.get("objects"));
        objects.add(object(
                "wbs-element",
                "{id}",
                Map.of("project", "project/{project}", "parent", "wbs-element/{project}"),
                "RELEASED"));
        tree.put("objects", objects);
        Map<String, Object> fields = new HashMap<>();
        ((Map<?, ?>) tree.get("fields")).forEach((field, from) -> fields.put(String.valueOf(field), from));
        fields.put("object", Map.of("kind", "wbs-element", "key", "{id}"));
        tree.put("fields", fields);
        api.put("/mappings/" + name, tree, Map.of("If-None-Match", "*")).expect(201);
    }

    private static Map<String, Object> mapping(String relevance, String profile, String... statuses) {
        return Map.of(
                "source", "time",
                "origin", MAPPING,
                "file", Map.of("charset", "UTF-8", "separator", ";"),
                "fields",
                        Map.of(
                                "externalId", "{id}",
                                "object", Map.of("kind", "wbs-element", "key", "{project}"),
                                "person", "{person}",
                                "activity", "{activity}",
                                "quantity", Map.of("column", "hours", "unit", "HUR"),
                                "serviceDate", List.of("day"),
                                "text", "{text}"),
                "objects",
                        List.of(
                                object(
                                        "project",
                                        "{project}",
                                        Map.of("category", "CUSTOMER", "customer", "{activity}", "currency", "EUR"),
                                        "CONTRACT_PREPARATION",
                                        "IN_EXECUTION"),
                                object(
                                        "wbs-element",
                                        "{project}",
                                        Map.of("project", "project/{project}", "billingElement", "true"),
                                        "RELEASED"),
                                object(
                                        "sales-order",
                                        "{project}",
                                        Map.of("customer", "{activity}", "currency", "EUR"),
                                        "RELEASED"),
                                object(
                                        "sales-order-item",
                                        "{project}-10",
                                        Map.of(
                                                "order", "sales-order/{project}",
                                                "itemNumber", "10",
                                                "customer", "{activity}",
                                                "currency", "EUR",
                                                "billingRelevance", relevance,
                                                "dipProfile", profile,
                                                "priceSources", "price-list",
                                                "billingElement", "wbs-element/{project}"),
                                        statuses)));
    }

    private static Map<String, Object> object(
            String kind, String key, Map<String, String> attributes, String... statuses) {
        return Map.of(
                "kind",
                kind,
                "key",
                key,
                "name",
                "Of {project}",
                "attributes",
                attributes,
                "statuses",
                List.of(statuses));
    }
}
