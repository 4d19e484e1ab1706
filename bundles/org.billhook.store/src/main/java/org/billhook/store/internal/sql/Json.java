package org.billhook.store.internal.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The few JSON forms that columns have: flat maps of strings, and lists of them. */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Writes a map with its names in order, so that equal maps are equal texts. */
    public static String of(Map<String, String> map) {
        if (map.isEmpty()) {
            return "{}";
        }
        return write(out -> object(out, map));
    }

    /** Writes a list, each element as a map; null values are left out. */
    public static <T> String of(List<T> list, Function<T, Map<String, String>> asMap) {
        if (list.isEmpty()) {
            return "[]";
        }
        return write(out -> {
            out.writeStartArray();
            for (T element : list) {
                object(out, asMap.apply(element));
            }
            out.writeEndArray();
        });
    }

    public static Map<String, String> map(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        return read(json, parser -> {
            parser.nextToken();
            return object(parser);
        });
    }

    public static <T> List<T> list(String json, Function<Map<String, String>, T> fromMap) {
        if (json.equals("[]")) {
            return List.of();
        }
        return read(json, parser -> {
            List<T> list = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                list.add(fromMap.apply(object(parser)));
            }
            return list;
        });
    }

    private static void object(JsonGenerator out, Map<String, String> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            if (entry.getValue() != null) {
                out.writeStringField(entry.getKey(), entry.getValue());
            }
        }
        out.writeEndObject();
    }

    private static Map<String, String> object(JsonParser parser) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            map.put(name, parser.nextTextValue());
        }
        return map;
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    private static String write(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static <T> T read(String json, Reading<T> reading) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return reading.from(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored JSON text can't be read", e);
        }
    }
}
