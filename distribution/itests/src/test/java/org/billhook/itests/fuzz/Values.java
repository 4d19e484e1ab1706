package org.billhook.itests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.billhook.harness.Dice;

/**
 * Makes values: such as a schema asks for, with what the server said before where the name is the same; others that are wrong in
 * one place; and others that are wrong everywhere.
 */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int KEPT = 40;
    private static final int DEEPEST = 6;
    private static final String[] DATES = {"2026-01-01", "2026-02-28", "2026-12-31", "2024-02-29", "1970-01-01"};
    private static final String[] WORDS = {"A", "PC1", "MILL", "DESIGN", "time", "ada", "EUR", "HUR", "1", "10"};
    private static final String[] WILD = {
        "",
        " ",
        "\u0000",
        "null",
        "-1",
        "0",
        "-0",
        "NaN",
        "1e999999999",
        "99999999999999999999999999",
        "0.0000000000000000000000001",
        "2026-02-30",
        "0000-00-00",
        "+10000-01-01",
        "-4000-01-01",
        "9999-12-31",
        "../../etc/passwd",
        "..",
        "%2e%2e",
        "' OR 1=1 --",
        "\"; DROP TABLE source; --",
        "<script>alert(1)</script>",
        "${jndi:ldap://127.0.0.1/x}",
        "{\"a\":1}",
        "[]",
        "a/b/c/d",
        "wbs-element/",
        "/",
        "a\r\nX-Forged: 1",
        "2026-01-01T00:00:00,000 | INFO | forged",
        "\uD83D\uDE00",
        "\uD800",
        "\u202Etxet",
        "é\u0301",
        "ı",
        "MQ",
        "MTox",
        "(((((((((((((((((",
        "[1,2].all(a, [1,2].all(b, a == b))",
        "EUR\u0000",
        "x".repeat(121),
        "x".repeat(5_000),
    };

    private final Dice dice;
    private final Map<String, List<JsonNode>> known = new HashMap<>();

    Values(Dice dice) {
        this.dice = dice;
    }

    /** Remembers what an answer says, by name and by the first part of its path. */
    void learn(String resource, JsonNode answer) {
        answer.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (value.isContainerNode()) {
                learn(resource, value);
            } else if (!Callers.isOwn(value.asText()) && value.asText().length() < 200) {
                keep(resource + "." + field.getKey(), value);
                keep(field.getKey(), value);
            }
        });
        if (answer.isArray()) {
            int most = Math.min(answer.size(), 5);
            for (int i = 0; i < most; i++) {
                learn(resource, answer.get(i));
            }
        }
    }

    private void keep(String name, JsonNode value) {
        List<JsonNode> values = known.computeIfAbsent(name, none -> new ArrayList<>());
        if (values.contains(value)) {
            return;
        }
        if (values.size() < KEPT) {
            values.add(value);
        } else {
            values.set(dice.below(KEPT), value);
        }
    }

    /** What was learnt under one of the names; null if nothing. */
    JsonNode known(String... names) {
        for (String name : names) {
            List<JsonNode> values = known.get(name);
            if (values != null) {
                return values.get(dice.below(values.size()));
            }
        }
        return null;
    }

    boolean chance(int percent) {
        return dice.below(100) < percent;
    }

    /** As the schema asks for. */
    JsonNode fitting(Operation operation, JsonNode given, String name, int depth) {
        JsonNode schema = operation.resolve(given);
        if (schema.has("allOf")) {
            return fitting(operation, schema.get("allOf").get(0), name, depth);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(dice.below(schema.get("enum").size()));
        }
        JsonNode learnt = known(name);
        boolean container = schema.has("properties")
                || schema.path("type").asText().equals("object")
                || schema.path("type").asText().equals("array");
        if (!container && learnt != null && chance(60)) {
            return schema.path("type").asText().equals("string") ? JSON.textNode(learnt.asText()) : learnt;
        }
        if (schema.has("example") && chance(container ? 40 : 75)) {
            return schema.get("example").deepCopy();
        }
        return made(operation, schema, name, depth);
    }

    private JsonNode made(Operation operation, JsonNode schema, String name, int depth) {
        return switch (schema.path("type").asText()) {
            case "boolean" -> JSON.booleanNode(chance(50));
            case "integer" -> JSON.numberNode(schema.path("minimum").asInt(1) + dice.below(20));
            case "number" -> JSON.numberNode(dice.below(1000));
            case "array" -> array(operation, schema, name, depth);
            case "string" -> text(schema);
            default -> object(operation, schema, depth);
        };
    }

    private JsonNode text(JsonNode schema) {
        return JSON.textNode(
                switch (schema.path("format").asText()) {
                    case "date" -> dice.oneOf(DATES);
                    case "date-time" -> dice.oneOf(DATES) + "T10:00:00Z";
                    default -> dice.oneOf(WORDS);
                });
    }

    private ArrayNode array(Operation operation, JsonNode schema, String name, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = depth > DEEPEST ? 0 : dice.below(4);
        for (int i = 0; i < size; i++) {
            array.add(fitting(operation, schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private ObjectNode object(Operation operation, JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> needed = new ArrayList<>();
        schema.path("required").forEach(name -> needed.add(name.asText()));
        schema.path("properties").fields().forEachRemaining(property -> {
            if (needed.contains(property.getKey()) || depth <= DEEPEST && chance(35)) {
                object.set(property.getKey(), fitting(operation, property.getValue(), property.getKey(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject() && depth <= DEEPEST) {
            for (int i = dice.below(3); i > 0; i--) {
                object.set(dice.oneOf(WORDS), fitting(operation, schema.get("additionalProperties"), "", depth + 1));
            }
        }
        return object;
    }

    /** The same with one thing in it that is wrong. */
    JsonNode broken(JsonNode value) {
        if (value.isObject() && !value.isEmpty() && chance(85)) {
            ObjectNode object = value.deepCopy();
            String name = nth(object.fieldNames(), dice.below(object.size()));
            switch (dice.below(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set("unknown" + dice.below(3), wild(0));
                default -> object.set(name, broken(object.get(name)));
            }
            return object;
        }
        if (value.isArray() && !value.isEmpty() && chance(80)) {
            ArrayNode array = value.deepCopy();
            int place = dice.below(array.size());
            array.set(place, broken(array.get(place)));
            return array;
        }
        return wild(0);
    }

    /** Anything. */
    JsonNode wild(int depth) {
        return switch (dice.below(depth > 3 ? 6 : 9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(chance(50));
            case 2 -> JSON.numberNode(dice.oneOf(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 2147483648L));
            case 3 -> JSON.numberNode(
                    new java.math.BigDecimal(dice.oneOf("1e308", "-1e-30", "0.1", "1e40", "123456.789")));
            case 4, 5 -> JSON.textNode(wildText());
            case 6 -> JSON.arrayNode().add(wild(depth + 1)).add(wild(depth + 1));
            case 7 -> JSON.objectNode().set(wildText(), wild(depth + 1));
            default -> deep();
        };
    }

    String wildText() {
        return dice.oneOf(WILD);
    }

    String word() {
        return dice.oneOf(WORDS);
    }

    private JsonNode deep() {
        JsonNode inner = JSON.objectNode();
        for (int i = dice.below(200); i > 0; i--) {
            inner = JSON.arrayNode().add(inner);
        }
        return inner;
    }

    private static String nth(Iterator<String> names, int place) {
        for (int i = 0; i < place; i++) {
            names.next();
        }
        return names.next();
    }
}
