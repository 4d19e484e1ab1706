package org.billhook.imports.internal.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.ImportJournal.Changed;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.mapping.Mapping.ColumnType;
import org.billhook.imports.internal.mapping.Mapping.Condition;
import org.billhook.imports.internal.mapping.Mapping.Entries;
import org.billhook.imports.internal.mapping.Mapping.Fields;
import org.billhook.imports.internal.mapping.Mapping.FileFormat;
import org.billhook.imports.internal.mapping.Mapping.Join;
import org.billhook.imports.internal.mapping.Mapping.ObjectKey;
import org.billhook.imports.internal.mapping.Mapping.ObjectTemplate;
import org.billhook.imports.internal.mapping.Mapping.Repeats;
import org.billhook.imports.internal.mapping.Mapping.Replacement;

/** Reads the JSON of a mapping and finds everything that is wrong with it at once. */
public final class MappingReader {

    /** @param mapping empty if there is an error among the findings */
    public record Reading(Optional<Mapping> mapping, List<Finding> findings) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Other parts of an upload, which a joined file must not be called like. */
    private static final Set<String> RESERVED = Set.of("mapping", "file", "dryRun", "rows");

    private final List<Finding> findings = new ArrayList<>();

    private MappingReader() {}

    public static Reading read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            MappingReader reader = new MappingReader();
            JsonSection top = new JsonSection("", root, reader.findings);
            Optional<Mapping> mapping = root.isObject() ? reader.mapping(top) : Optional.empty();
            return new Reading(reader.findings.isEmpty() ? mapping : Optional.empty(), List.copyOf(reader.findings));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            return new Reading(
                    Optional.empty(),
                    List.of(Finding.error(
                            "NOT_JSON", "The mapping is not JSON%s: %s".formatted(where, e.getOriginalMessage()))));
        }
    }

    private Optional<Mapping> mapping(JsonSection top) {
        top.text("description");
        String source = top.id("source");
        String origin = top.requiredText("origin")
                .filter(text -> shorterThan(top, "origin", text, 60))
                .orElse("");
        Optional<FileFormat> file = top.requiredSection("file").flatMap(FormatReader::file);
        ValueFormats values = FormatReader.values(top.section("formats"));
        Map<String, ColumnType> types = types(top);
        Optional<Entries> entries = top.section("entries").flatMap(MappingReader::entries);
        Map<String, Replacement> replacements = replacements(top);
        Map<String, String> constants = top.textByName("constants");
        List<Join> joins = new ArrayList<>();
        for (JsonSection join : top.sections("joins")) {
            join(join, file).ifPresent(joins::add);
        }
        refuseSameNames(top, joins);
        List<Condition> filters = new ArrayList<>();
        top.sections("filters").forEach(filter -> FieldsReader.condition(filter).ifPresent(filters::add));
        Optional<Fields> fields =
                top.requiredSection("fields").flatMap(section -> new FieldsReader(section, types).read());
        List<ObjectTemplate> objects = new ArrayList<>();
        top.sections("objects").forEach(object -> object(object).ifPresent(objects::add));
        Repeats repeats = repeats(top, fields);
        top.refuseOthers();
        if (file.isEmpty() || fields.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Mapping(
                source,
                origin,
                repeats,
                file.get(),
                values,
                entries,
                types,
                replacements,
                constants,
                joins,
                filters,
                fields.get(),
                objects));
    }

    private static Optional<Entries> entries(JsonSection section) {
        Optional<String> column = section.requiredText("column");
        Optional<String> between = section.text("between").filter(text -> !text.isEmpty());
        Optional<String> separator =
                section.has("separator") ? section.text("separator").filter(text -> !text.isEmpty()) : Optional.of(";");
        List<String> parts = section.texts("parts");
        Optional<String> rest = section.text("rest");
        section.refuseOthers();
        if (parts.isEmpty() || Set.copyOf(parts).size() != parts.size()) {
            section.error("MISSING", "parts", "%s must name each part once".formatted(section.path("parts")));
        }
        if (separator.isEmpty()) {
            section.error("MISSING", "separator", "%s must not be empty".formatted(section.path("separator")));
        }
        rest.filter(part -> !parts.contains(part))
                .ifPresent(part -> section.error(
                        "WRONG_VALUE",
                        "rest",
                        "%s is '%s'; allowed is one of the parts %s".formatted(section.path("rest"), part, parts)));
        return column.isEmpty() || separator.isEmpty() || parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Entries(column.get(), between, separator.get(), parts, rest));
    }

    private static Map<String, Replacement> replacements(JsonSection top) {
        Map<String, Replacement> replacements = new LinkedHashMap<>();
        top.section("replacements").ifPresent(columns -> {
            for (String column : columns.names()) {
                columns.section(column).ifPresent(section -> {
                    Map<String, String> map = section.textByName("map");
                    Map<String, String> replace = section.textByName("replace");
                    Optional<String> empty = section.text("empty");
                    section.refuseOthers();
                    if (replace.containsKey("")) {
                        section.error("WRONG_VALUE", "replace", "What is replaced must not be empty; use empty");
                    }
                    replacements.put(column, new Replacement(map, replace, empty));
                });
            }
        });
        return replacements;
    }

    /** An id of one column is one that somebody gave; an id of several describes the row, so two equal rows are two. */
    private static Repeats repeats(JsonSection top, Optional<Fields> fields) {
        boolean describes = fields.map(Fields::externalId)
                .filter(id -> id.isCounted() || id.columns().size() > 1)
                .isPresent();
        boolean counted =
                top.choice("equalRows", Map.of("count", true, "once", false)).orElse(describes);
        if (!counted && fields.filter(read -> read.externalId().isCounted()).isPresent()) {
            top.error("WRONG_VALUE", "equalRows", "equalRows is once, but {#} in fields.externalId counts equal rows");
        }
        Changed changed = top.choice("changedRows", Map.of("refuse", Changed.REFUSE, "correct", Changed.CORRECT))
                .orElse(Changed.REFUSE);
        return new Repeats(counted, changed);
    }

    private Map<String, ColumnType> types(JsonSection top) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        top.section("columns").ifPresent(columns -> {
            for (String column : columns.names()) {
                columns.text(column).ifPresent(type -> {
                    switch (type) {
                        case "text" -> types.put(column, ColumnType.TEXT);
                        case "decimal" -> types.put(column, ColumnType.DECIMAL);
                        case "date" -> types.put(column, ColumnType.DATE);
                        default -> columns.error(
                                "UNKNOWN_COLUMN_TYPE",
                                column,
                                "Column type '%s' is not known; allowed is text, decimal, date".formatted(type));
                    }
                });
            }
        });
        return types;
    }

    private Optional<Join> join(JsonSection join, Optional<FileFormat> main) {
        Optional<String> name = join.requiredText("name").filter(text -> {
            if (!text.matches("[A-Za-z][A-Za-z0-9_-]{0,39}")) {
                join.error(
                        "BAD_NAME",
                        "name",
                        "Name '%s' of a joined file must be 1 to 40 letters, digits, hyphens and underscores, first a letter"
                                .formatted(text));
                return false;
            }
            return true;
        });
        if (name.filter(RESERVED::contains).isPresent()) {
            join.error(
                    "BAD_NAME",
                    "name",
                    "Name '%s' of a joined file is taken by another part of an upload".formatted(name.get()));
        }
        Optional<FileFormat> file = join.has("file") ? join.section("file").flatMap(FormatReader::file) : main;
        Map<String, String> keys = join.textByName("keys");
        if (keys.isEmpty()) {
            join.error("MISSING", "keys", "%s must name at least one column".formatted(join.path("keys")));
        }
        boolean required = join.flag("required").orElse(true);
        join.refuseOthers();
        return name.isEmpty() || file.isEmpty()
                ? Optional.empty()
                : Optional.of(new Join(name.get(), file.get(), keys, required));
    }

    private static void refuseSameNames(JsonSection top, List<Join> joins) {
        Set<String> names = new LinkedHashSet<>();
        for (Join join : joins) {
            if (!names.add(join.name())) {
                top.error("BAD_NAME", "joins", "Two joined files are called '%s'".formatted(join.name()));
            }
        }
    }

    private Optional<ObjectTemplate> object(JsonSection section) {
        Optional<ObjectKey> key = FieldsReader.objectKey(section);
        Optional<Template> name = section.requiredTemplate("name");
        Map<String, Template> attributes = new LinkedHashMap<>();
        section.section("attributes").ifPresent(values -> values.names()
                .forEach(each -> values.template(each).ifPresent(template -> attributes.put(each, template))));
        List<String> statuses = section.texts("statuses");
        section.refuseOthers();
        return key.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectTemplate(key.get(), name.get(), attributes, statuses));
    }

    private static boolean shorterThan(JsonSection section, String name, String text, int most) {
        if (text.length() > most) {
            section.error(
                    "TOO_LONG",
                    name,
                    "%s has %d characters; at most %d are allowed".formatted(section.path(name), text.length(), most));
        }
        return text.length() <= most;
    }
}
