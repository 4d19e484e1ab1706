package org.billhook.rest.whiteboard.internal;

import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Names of operations, which become names of methods in generated clients. A name is made of method and path alone, so no
 * other resource that comes or goes changes it: {@code GET /sources} is {@code listSources}, {@code POST /sources/{id}/hold}
 * is {@code holdSource}. Where that reads badly, the resource method names it in {@code @Operation}.
 */
final class OperationIds {

    private OperationIds() {}

    /** @param list whether a page of a list is answered */
    static String of(HttpMethod method, String path, boolean list) {
        List<String> words = new ArrayList<>();
        String[] segments = path.replaceAll("^/+|/+$", "").split("/");
        for (int i = 0; i < segments.length; i++) {
            boolean one =
                    i + 1 < segments.length && isParameter(segments[i + 1]) && !(list && i + 2 == segments.length);
            if (!isParameter(segments[i])) {
                words.add(one ? singular(segments[i]) : segments[i]);
            }
        }
        String last = segments[segments.length - 1];
        return switch (method) {
            case GET -> (list ? "list" : "get") + joined(words);
            case POST -> isParameter(last) || isPlural(last) ? "create" + ofOne(words) : act(words);
            case PUT -> "save" + joined(words);
            case PATCH -> "change" + joined(words);
            case DELETE -> "delete" + joined(words);
            default -> method.name().toLowerCase(Locale.ROOT) + joined(words);
        };
    }

    /** An act on what stands before it, such as {@code writeOffSource}. */
    private static String act(List<String> words) {
        String act = joined(words.subList(words.size() - 1, words.size()));
        return act.substring(0, 1).toLowerCase(Locale.ROOT)
                + act.substring(1)
                + joined(words.subList(0, words.size() - 1));
    }

    private static String ofOne(List<String> words) {
        List<String> one = new ArrayList<>(words);
        one.set(one.size() - 1, singular(one.get(one.size() - 1)));
        return joined(one);
    }

    private static String joined(List<String> words) {
        return words.stream()
                .flatMap(word -> List.of(word.split("[^A-Za-z0-9]+")).stream())
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isPlural(String word) {
        return word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
    }

    private static String singular(String word) {
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return isPlural(word) ? word.substring(0, word.length() - 1) : word;
    }
}
