package org.billhook.itests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.billhook.harness.Dice;

/** Makes calls of an operation: right ones, almost right ones and wild ones. */
final class Calls {

    private static final String JSON = "application/json";
    private static final String[] METHODS = {
        "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"
    };
    private static final String[] TYPES = {
        JSON,
        "text/plain",
        "application/xml",
        "application/json;charset=none",
        "application/json;charset=utf-16",
        "multipart/form-data",
        "x",
        "application/x-www-form-urlencoded"
    };
    private static final String[] ACCEPTS = {"*/*", JSON, "text/html", "application/xml", "x", "application/pdf;q=0"};
    private static final String[] TAGS = {"*", "\"1\"", "\"2\"", "\"0\"", "W/\"1\"", "nonsense", "\"1\", \"2\"", ""};
    private static final String BOUNDARY = "fuzz-boundary";

    private final Dice dice;
    private final Values values;
    /** By path: the version that was seen last. */
    private final Map<String, String> tags = new LinkedHashMap<>();

    Calls(Dice dice, Values values) {
        this.dice = dice;
        this.values = values;
    }

    /** Remembers the version of what is at a path. */
    void learnTag(String path, String tag) {
        tags.put(path, tag);
    }

    Call any(Operation operation) {
        int way = dice.below(100);
        return way < 45 ? make(operation, 0) : way < 80 ? make(operation, 25) : make(operation, 70);
    }

    /** @param wrong in how many of a hundred places it is wrong */
    private Call make(Operation operation, int wrong) {
        Map<String, String> headers = new LinkedHashMap<>();
        String path = path(operation, wrong);
        headers(operation, path, headers, wrong);
        byte[] body = body(operation, headers, wrong);
        String method = values.chance(wrong / 8) ? dice.oneOf(METHODS) : operation.method();
        return new Call(operation, method, path + query(operation, wrong), headers, body);
    }

    private String path(Operation operation, int wrong) {
        StringBuilder path = new StringBuilder();
        String resource = operation.path().split("/")[1];
        for (String part : operation.path().substring(1).split("/")) {
            path.append('/');
            if (!part.startsWith("{")) {
                path.append(part);
            } else if (values.chance(wrong / 2)) {
                String wild = values.wildText();
                path.append(encoded(wild.length() > 500 ? wild.substring(0, 500) : wild));
            } else {
                String name = part.substring(1, part.length() - 1);
                JsonNode known = values.known(
                        resource + "." + name, resource + ".id", resource + ".name", resource + ".key", name, "id");
                path.append(encoded(known == null ? values.word() : known.asText()));
            }
        }
        return path.toString();
    }

    private void headers(Operation operation, String path, Map<String, String> headers, int wrong) {
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("header"))
                .filter(parameter -> parameter.required() || values.chance(70))
                .forEach(parameter -> {
                    if (!parameter.name().equals("If-Match")) {
                        headers.put(parameter.name(), "fuzz-" + dice.below(100_000));
                    } else if (!values.chance(wrong)) {
                        headers.put("If-Match", tags.getOrDefault(path, "*"));
                    } else if (values.chance(80)) {
                        headers.put("If-Match", dice.oneOf(TAGS));
                    }
                });
        if (values.chance(wrong / 3)) {
            headers.put("Accept", dice.oneOf(ACCEPTS));
        }
        if (values.chance(wrong / 6)) {
            headers.put("Origin", "https://evil.example");
        }
        if (values.chance(wrong / 6)) {
            headers.put("Forwarded", "for=\"" + "x".repeat(dice.below(40)) + ";proto=https");
        }
    }

    private String query(Operation operation, int wrong) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query"))
                .filter(parameter -> parameter.required() || values.chance(30))
                .forEach(parameter -> {
                    String value = values.chance(wrong)
                            ? values.wildText()
                            : values.fitting(operation, parameter.schema(), parameter.name(), 0)
                                    .asText();
                    query.add(encoded(parameter.name()) + "=" + encoded(value));
                });
        if (values.chance(wrong / 4)) {
            query.add(encoded(values.word()) + "=" + encoded(values.wildText()));
        }
        return query.toString();
    }

    private byte[] body(Operation operation, Map<String, String> headers, int wrong) {
        List<String> types = operation.mediaTypes();
        if (types.isEmpty()) {
            return values.chance(wrong / 6) ? bytes(values.wild(0).toString()) : null;
        }
        if (values.chance(wrong / 6)) {
            return null;
        }
        String type = types.get(dice.below(types.size()));
        headers.put("Content-Type", values.chance(wrong / 4) ? dice.oneOf(TYPES) : type);
        if (type.startsWith("multipart/")) {
            headers.computeIfPresent("Content-Type", (name, given) -> given + "; boundary=" + BOUNDARY);
            return form(operation, type, wrong);
        }
        if (!type.contains("json")) {
            return bytes(values.chance(50) ? values.wildText() : "PK\u0003\u0004" + values.wildText());
        }
        if (values.chance(wrong / 5)) {
            return bytes(values.chance(50) ? values.wildText() : values.wild(0).toString());
        }
        JsonNode body = fitting(operation, type);
        while (values.chance(wrong)) {
            body = values.broken(body);
        }
        String text = body.toString();
        return bytes(values.chance(wrong / 8) ? text.substring(0, dice.below(text.length() + 1)) : text);
    }

    private JsonNode fitting(Operation operation, String type) {
        JsonNode body = operation.body(type);
        return body.has("example") && values.chance(40)
                ? body.get("example").deepCopy()
                : values.fitting(operation, body.path("schema"), "", 0);
    }

    private byte[] form(Operation operation, String type, int wrong) {
        StringBuilder form = new StringBuilder();
        JsonNode schema = operation.resolve(operation.body(type).path("schema"));
        schema.path("properties").fields().forEachRemaining(part -> {
            if (values.chance(wrong / 2)) {
                return;
            }
            boolean file = part.getValue().path("format").asText().equals("binary");
            String text = values.chance(wrong)
                    ? values.wildText()
                    : file
                            ? "date;person;hours\n2026-01-02;ada;7.5\n" + values.word() + ";x;y\n"
                            : values.fitting(operation, part.getValue(), part.getKey(), 0)
                                    .asText();
            form.append("--")
                    .append(BOUNDARY)
                    .append("\r\nContent-Disposition: form-data; name=\"")
                    .append(part.getKey())
                    .append('"')
                    .append(file ? "; filename=\"a.csv\"" : "")
                    .append("\r\n\r\n")
                    .append(text)
                    .append("\r\n");
        });
        return bytes(form + (values.chance(wrong / 4) ? "" : "--" + BOUNDARY + "--\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
