package org.billhook.rest.internal.dip;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.dip.Criteria;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.DipProfile.Characteristic;
import org.billhook.core.dip.DipProfile.Conversion;
import org.billhook.core.dip.DipProfile.MaterialRow;
import org.billhook.core.dip.DipProfile.Overhead;
import org.billhook.core.dip.DipProfile.Reaction;
import org.billhook.core.dip.DipProfile.SourceRow;
import org.billhook.core.dip.DipProfile.Transfer;
import org.billhook.core.dip.DipProfile.UsageRow;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Unit;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

/** A profile of the dynamic item processor. */
@Schema(
        name = "DipProfile",
        requiredProperties = {"text"},
        description = "How sources become items of a bill.",
        example =
                """
                {"text": "By element and activity", "characteristics": [{"name": "object"}, {"name": "activity"}]}""")
public record DipProfileJson(
        @Schema(description = "Id by which items name it; the path gives it", accessMode = Schema.AccessMode.READ_ONLY)
                String id,
        @Schema(accessMode = Schema.AccessMode.READ_ONLY, description = "0 for a delivered profile; the ETag")
                Long version,
        @Schema(description = "What it is for, 1 to 200 characters") String text,
        @Schema(description = "Those that count: sources that differ in others only merge")
                List<CharacteristicJson> characteristics,
        @Schema(description = "The first row that matches counts; none for every source at 100 percent")
                List<SourceJson> sources,
        @Schema(description = "The first row that matches counts; none to bill sources as what they are")
                List<MaterialJson> materials,
        @Schema(description = "What it is for, each with its settings; none for all, with settings as if absent")
                List<UsageJson> usages,
        @Schema(accessMode = Schema.AccessMode.READ_ONLY, description = "Warnings of its check")
                List<FindingJson> warnings) {

    private static final int LONGEST = 200;
    private static final int MOST_ROWS = 200;

    /** A characteristic that counts. */
    @Schema(
            name = "DipCharacteristic",
            requiredProperties = {"name"})
    public record CharacteristicJson(
            @Schema(description = "Name of the characteristic, such as activity, person, object or period") String name,
            @Schema(description = "Whether criteria of materials may name it") Boolean forMaterial,
            @Schema(description = "Whether items of one material stay apart where they differ in it") Boolean separate,
            @Schema(description = "Level that it makes in the tree of expenditures, 1 at the top; 0 or absent for none")
                    Integer structure) {}

    /** Which sources are taken. */
    @Schema(
            name = "DipSource",
            requiredProperties = {"kind"})
    public record SourceJson(
            @Schema(description = "Kind of the sources that are taken", example = "time") String kind,
            @Schema(description = "0 to 999, 100 if absent") Integer percentage,
            @Schema(description = "To more than 100 percent; ERROR if absent", implementation = Reaction.class)
                    String reaction,
            @Schema(description = "Values by characteristic; A..M is an interval") Map<String, List<String>> criteria,
            @Schema(description = "What is added on the cost of the sources") OverheadJson overhead) {}

    /** An overhead. */
    @Schema(
            name = "DipOverhead",
            requiredProperties = {"key", "percent"})
    public record OverheadJson(
            @Schema(description = "What it is called, 1 to 40 characters", example = "MGK") String key,
            @Schema(description = "Percent of the cost, 0 to 999", example = "12.5") String percent,
            @Schema(description = "Whether the sources are only its basis, and not billed themselves")
                    Boolean onlyBasis) {

        private static OverheadJson of(Overhead overhead) {
            return new OverheadJson(overhead.key(), overhead.percent().toPlainString(), overhead.onlyBasis());
        }

        private Optional<Overhead> read(Input in, String field) {
            String read = in.text(field + ".key", key, 40);
            BigDecimal of = in.required(field + ".percent", percent, Read::decimal);
            return of == null ? Optional.empty() : Optional.of(new Overhead(read, of, is(onlyBasis)));
        }
    }

    /** As what sources are billed. */
    @Schema(name = "DipMaterial")
    public record MaterialJson(
            @Schema(description = "Values by characteristic; absent for every source")
                    Map<String, List<String>> criteria,
            @Schema(description = "Whether the material of the posting counts where it has one") Boolean usePosted,
            @Schema(description = "Material that they are billed as; none if absent") String material,
            @Schema(description = "Whether dynamic items stay apart") Boolean individual,
            @Schema(
                            description =
                                    "What of a source is billed; BOTH if absent. COST is as quantity 1; BOTH_IF_COST and"
                                            + " BOTH_IF_QUANTITY leave out what has none",
                            implementation = Transfer.class)
                    String transfer,
            @Schema(description = "Unit that they are billed in; their own if absent") ConversionJson conversion) {}

    /** Settings of one usage. */
    @Schema(
            name = "DipUsage",
            requiredProperties = {"usage"},
            example =
                    """
            {"usage": "BILLING", "documentType": "L2", "creditDocumentType": "G2", "inceptionToDate": true}""")
    public record UsageJson(
            @Schema(
                            description =
                                    "BILLING (01), QUOTATION (11), DOWN_PAYMENT_REQUEST (51) or DOWN_PAYMENT_DIFFERENCE (52)",
                            implementation = Usage.class)
                    String usage,
            @Schema(description = "Type of the document that its requests become, where the item tells none")
                    String documentType,
            @Schema(description = "The same where the net is below zero; of BILLING only") String creditDocumentType,
            @Schema(description = "Whether a run warns of work on what is under warranty") Boolean warrantyCheck,
            @Schema(description = "How many conditions of the clerk a line may have, 0 to 99; any number if absent")
                    Integer manualConditions,
            @Schema(description = "Whether a source without material stays open rather than to hold the item")
                    Boolean onlyWithMaterial,
            @Schema(description = "Whether its requests show what was billed to date, and deduct it; of BILLING only")
                    Boolean inceptionToDate) {

        private static UsageJson of(UsageRow row) {
            return new UsageJson(
                    row.usage().name(),
                    row.documentType().orElse(null),
                    row.creditDocumentType().orElse(null),
                    row.warrantyCheck(),
                    row.manualConditions().orElse(null),
                    row.onlyWithMaterial(),
                    row.inceptionToDate());
        }

        private UsageRow read(Input in, String field) {
            return new UsageRow(
                    in.required(field + "usage", usage, Read.oneOf(Usage.class)),
                    Optional.ofNullable(documentType),
                    Optional.ofNullable(creditDocumentType),
                    is(warrantyCheck),
                    Optional.ofNullable(manualConditions),
                    is(onlyWithMaterial),
                    is(inceptionToDate));
        }
    }

    /** A quantity in one unit as one in another. */
    @Schema(
            name = "DipConversion",
            requiredProperties = {"from", "to", "factor"},
            example = """
            {"from": "MIN", "to": "HUR", "factor": "1/60"}""")
    public record ConversionJson(
            @Schema(description = "Unit of the sources") String from,
            @Schema(description = "Unit of the line") String to,
            @Schema(
                            description =
                                    "What one of from is in to, above zero: a fraction such as 1/60, or a decimal such as 0.125",
                            example = "1/60")
                    String factor) {}

    static DipProfileJson of(DipProfile profile) {
        return new DipProfileJson(
                profile.id(),
                profile.version(),
                profile.text(),
                profile.characteristics().stream()
                        .map(row ->
                                new CharacteristicJson(row.name(), row.forMaterial(), row.separate(), row.structure()))
                        .toList(),
                profile.sources().stream()
                        .map(row -> new SourceJson(
                                row.kind(),
                                row.percentage(),
                                row.reaction().name(),
                                criteria(row.criteria()),
                                row.overhead().map(OverheadJson::of).orElse(null)))
                        .toList(),
                profile.materials().stream().map(DipProfileJson::of).toList(),
                profile.usages().stream().map(UsageJson::of).toList(),
                FindingJson.of(profile.check().stream()
                        .filter(finding -> !finding.isError())
                        .toList()));
    }

    private static MaterialJson of(MaterialRow row) {
        return new MaterialJson(
                criteria(row.criteria()),
                row.usePosted(),
                row.material().orElse(null),
                row.individual(),
                row.transfer().name(),
                row.conversion()
                        .map(to -> new ConversionJson(
                                to.from().code(), to.to().code(), to.factor().toString()))
                        .orElse(null));
    }

    private static Map<String, List<String>> criteria(Criteria criteria) {
        return criteria.byCharacteristic().isEmpty() ? null : criteria.byCharacteristic();
    }

    /** @throws org.billhook.core.api.BillhookException UNREADABLE with all fields that can't be read */
    DipProfile read(String named) {
        Input in = new Input();
        String shown = in.text("text", text, LONGEST);
        List<Characteristic> ofCharacteristics = new ArrayList<>();
        each(
                in,
                "characteristics",
                characteristics,
                (index, row) -> ofCharacteristics.add(new Characteristic(
                        in.required("characteristics[%d].name".formatted(index), row.name(), name -> name),
                        is(row.forMaterial()),
                        is(row.separate()),
                        row.structure() == null ? 0 : row.structure())));
        List<SourceRow> ofSources = new ArrayList<>();
        each(in, "sources", sources, (index, row) -> ofSources.add(source(in, "sources[%d].".formatted(index), row)));
        List<MaterialRow> ofMaterials = new ArrayList<>();
        each(
                in,
                "materials",
                materials,
                (index, row) -> ofMaterials.add(material(in, "materials[%d].".formatted(index), row)));
        List<UsageRow> ofUsages = new ArrayList<>();
        each(in, "usages", usages, (index, row) -> ofUsages.add(row.read(in, "usages[%d].".formatted(index))));
        in.check();
        return new DipProfile(named, 0, shown, ofCharacteristics, ofSources, ofMaterials, ofUsages);
    }

    private static SourceRow source(Input in, String field, SourceJson row) {
        return new SourceRow(
                in.required(field + "kind", row.kind(), kind -> kind),
                row.percentage() == null ? 100 : row.percentage(),
                in.optional(field + "reaction", row.reaction(), Read.oneOf(Reaction.class))
                        .orElse(Reaction.ERROR),
                read(in, field + "criteria", row.criteria()),
                row.overhead() == null ? Optional.empty() : row.overhead().read(in, field + "overhead"));
    }

    private static MaterialRow material(Input in, String field, MaterialJson row) {
        return new MaterialRow(
                read(in, field + "criteria", row.criteria()),
                is(row.usePosted()),
                in.optional(field + "material", row.material(), name -> name),
                is(row.individual()),
                in.optional(field + "transfer", row.transfer(), Read.oneOf(Transfer.class))
                        .orElse(Transfer.BOTH),
                Optional.ofNullable(row.conversion()).map(to -> conversion(in, field + "conversion.", to)));
    }

    private static Conversion conversion(Input in, String field, ConversionJson row) {
        Unit from = in.required(field + "from", row.from(), Unit::new);
        Unit to = in.required(field + "to", row.to(), Unit::new);
        Fraction factor = in.required(field + "factor", row.factor(), Fraction::parse);
        return from == null || to == null || factor == null ? null : new Conversion(from, to, factor);
    }

    private static Criteria read(Input in, String field, Map<String, List<String>> criteria) {
        if (criteria == null) {
            return Criteria.ALL;
        }
        Map<String, List<String>> wanted = new TreeMap<>();
        criteria.forEach((name, values) -> wanted.put(
                name,
                values == null
                        ? in.list(field + "." + name, values, MOST_ROWS)
                        : in.optionalList(field + "." + name, values, MOST_ROWS)));
        return new Criteria(wanted);
    }

    private static boolean is(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private interface Row<T> {
        void read(int index, T row);
    }

    private static <T> void each(Input in, String field, List<T> rows, Row<T> work) {
        if (rows == null || rows.isEmpty()) {
            return;
        }
        List<T> all = in.list(field, rows, MOST_ROWS);
        for (int i = 0; i < all.size(); i++) {
            work.read(i, all.get(i));
        }
    }
}
