package org.billhook.imports.internal.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.files.TableRow;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.mapping.Mapping.Fields;
import org.billhook.imports.internal.mapping.Mapping.Join;
import org.billhook.imports.internal.mapping.Mapping.ObjectTemplate;
import org.billhook.imports.internal.mapping.ValueFormats;
import org.joda.money.Money;

/** Turns the rows of a file into postings, by a mapping. */
public final class RowReader {

    private static final int LONGEST_VALUE = 120;
    private static final int LONGEST_TEXT = 500;

    private final Mapping mapping;
    private final Columns columns;
    private final Map<String, JoinedRows> files;
    private final KnownRefs refs = new KnownRefs();

    private RowReader(Mapping mapping, Columns columns, Map<String, JoinedRows> files) {
        this.mapping = mapping;
        this.columns = columns;
        this.files = files;
    }

    /**
     * Loads the joined files.
     *
     * @param header of the main file
     * @param joined path per joined file
     * @param most rows of a joined file
     */
    public static RowReader of(Mapping mapping, List<String> header, Map<String, Path> joined, int most)
            throws IOException, BrokenFile {
        Columns columns = check(mapping, header, joined.keySet());
        Map<String, JoinedRows> files = new HashMap<>();
        for (Join join : mapping.joins()) {
            files.put(join.name(), load(joined.get(join.name()), join, mapping.formats(), wanted(mapping, join), most));
        }
        return new RowReader(mapping, columns, files);
    }

    private static JoinedRows load(Path file, Join join, ValueFormats formats, Set<String> wanted, int most)
            throws IOException, BrokenFile {
        try {
            return JoinedRows.load(file, join, formats, wanted, most);
        } catch (BrokenFile e) {
            Finding finding = e.finding();
            throw new BrokenFile(new Finding(
                    finding.severity(),
                    finding.code(),
                    finding.field(),
                    finding.rule(),
                    "Joined file '%s': %s".formatted(join.name(), finding.message())));
        }
    }

    /**
     * What can be told without reading the rows.
     *
     * @throws BrokenFile if a column or a file that the mapping needs is missing
     */
    public static void checkFiles(Mapping mapping, List<String> header, Set<String> joined) throws BrokenFile {
        check(mapping, header, joined);
    }

    private static Columns check(Mapping mapping, List<String> header, Set<String> joined) throws BrokenFile {
        Set<String> needed = new LinkedHashSet<>();
        mapping.joins().forEach(join -> needed.add(join.name()));
        if (!needed.equals(joined)) {
            throw new BrokenFile(Finding.error(
                    "WRONG_FILES",
                    "Beside the main file the mapping needs joined files %s; given are %s".formatted(needed, joined)));
        }
        for (String constant : mapping.constants().keySet()) {
            if (header.contains(constant)) {
                throw new BrokenFile(Finding.error(
                        "DUPLICATE_COLUMN",
                        constant,
                        "The file has a column '%s', which is a constant of the mapping".formatted(constant)));
            }
        }
        List<String> all = new ArrayList<>(header);
        List<String> wanted = new ArrayList<>(mapping.ownColumns());
        mapping.entries().ifPresent(split -> {
            all.addAll(split.parts());
            wanted.remove(split.column());
            mapping.columns().stream().filter(split.parts()::contains).forEach(wanted::add);
        });
        if (mapping.entries().filter(split -> !header.contains(split.column())).isPresent()) {
            wanted.add(mapping.entries().get().column());
        }
        return Columns.find("the file", all, wanted);
    }

    private static Set<String> wanted(Mapping mapping, Join join) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String column : mapping.columns()) {
            if (mapping.joinOf(column).filter(join::equals).isPresent()) {
                wanted.add(column.substring(join.name().length() + 1));
            }
        }
        return wanted;
    }

    public ReadRow read(TableRow row) {
        RowFindings findings = new RowFindings(row.number());
        if (row.values().size() != columns.count()) {
            String message = "Row %d (line %d) has %d columns; the header has %d"
                    .formatted(row.number(), row.line(), row.values().size(), columns.count());
            return ReadRow.refused(row.number(), List.of(Finding.error("COLUMN_COUNT", message)));
        }
        RowValues values = new RowValues(mapping, row, columns, files, findings);
        if (!mapping.filters().stream().allMatch(filter -> filter.holds(values.raw(filter.column())))) {
            return findings.isEmpty() ? ReadRow.skipped(row.number()) : ReadRow.refused(row.number(), findings.list());
        }
        values.checkPartners();
        if (!findings.isEmpty()) {
            return ReadRow.refused(row.number(), findings.list());
        }
        values.checkTypes();
        FieldReader fields = new FieldReader(values, mapping.formats(), refs, findings);
        Optional<RowId> id = fields.externalId(mapping.fields().externalId());
        Optional<SourceDraft> draft = draft(id, values, fields, findings);
        List<ReadRow.Need> needs = needs(values, fields);
        if (!findings.isEmpty() || draft.isEmpty()) {
            return ReadRow.refused(row.number(), findings.list());
        }
        return ReadRow.of(row.number(), id.orElseThrow(), draft.get(), findings.warnings(), needs);
    }

    private Optional<SourceDraft> draft(
            Optional<RowId> id, RowValues values, FieldReader reader, RowFindings findings) {
        Fields fields = mapping.fields();
        Optional<ObjectRef> object = reader.object(fields.object());
        Optional<Share> posted = fields.quantity()
                .flatMap(reader::quantity)
                .or(() -> fields.amount().flatMap(reader::money).map(Share::of));
        Optional<LocalDate> serviceDate = reader.date(fields.serviceDate());
        if (serviceDate.isEmpty()
                && fields.serviceDate().stream()
                        .allMatch(column -> values.raw(column).isEmpty())) {
            findings.add(
                    "EMPTY_VALUE",
                    String.join(", ", fields.serviceDate()),
                    "all empty; one must have " + mapping.formats().allowedDates());
        }
        Optional<LocalDate> postingDate = reader.date(fields.postingDate());
        Map<String, String> characteristics = new LinkedHashMap<>();
        fields.characteristics().forEach((name, template) -> reader.text(template, LONGEST_VALUE)
                .ifPresent(value -> characteristics.put(name, value)));
        Optional<String> text = fields.text().flatMap(template -> reader.text(template, LONGEST_TEXT));
        Optional<Money> cost = fields.cost().flatMap(reader::money);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        SourceDraft.Builder draft = SourceDraft.of(mapping.source(), object.orElseThrow())
                .externalId(id.orElseThrow().of(1))
                .posted(posted.orElseThrow())
                .serviceDate(serviceDate.orElseThrow())
                .text(text.orElse(""))
                .billable(fields.billable()
                        .map(condition -> condition.holds(values.raw(condition.column())))
                        .orElse(true));
        postingDate.ifPresent(draft::postingDate);
        cost.ifPresent(draft::cost);
        characteristics.forEach(draft::characteristic);
        return Optional.of(draft.build());
    }

    private List<ReadRow.Need> needs(RowValues values, FieldReader reader) {
        List<ReadRow.Need> needs = new ArrayList<>();
        for (ObjectTemplate template : mapping.objects()) {
            reader.object(template.ref())
                    .ifPresent(ref ->
                            needs.add(new ReadRow.Need(ref, () -> object(ref, template, values), template.statuses())));
        }
        return needs;
    }

    private static BillingObjects.Draft object(ObjectRef ref, ObjectTemplate template, RowValues values) {
        Map<String, String> attributes = new LinkedHashMap<>();
        template.attributes().forEach((name, value) -> {
            String text = value.fill(values::neutral).strip();
            if (!text.isEmpty()) {
                attributes.put(name, text);
            }
        });
        String name = template.name().fill(values::neutral).strip();
        return new BillingObjects.Draft(ref, name.isEmpty() ? ref.key() : name, attributes);
    }
}
