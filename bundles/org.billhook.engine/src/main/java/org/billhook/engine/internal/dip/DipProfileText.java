package org.billhook.engine.internal.dip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
import org.billhook.engine.internal.json.Json;

/** DIP profiles as they are stored. */
final class DipProfileText {

    private DipProfileText() {}

    static String write(DipProfile profile) {
        ObjectNode node = Json.object().put("text", profile.text());
        ArrayNode characteristics = node.putArray("characteristics");
        profile.characteristics().forEach(row -> characteristics
                .addObject()
                .put("name", row.name())
                .put("forMaterial", row.forMaterial())
                .put("separate", row.separate())
                .put("structure", row.structure()));
        ArrayNode sources = node.putArray("sources");
        profile.sources().forEach(row -> sources.add(write(row)));
        ArrayNode materials = node.putArray("materials");
        profile.materials().forEach(row -> materials.add(write(row)));
        ArrayNode usages = node.putArray("usages");
        profile.usages().forEach(row -> usages.add(write(row)));
        return Json.text(node);
    }

    private static ObjectNode write(SourceRow row) {
        ObjectNode node = Json.object()
                .put("kind", row.kind())
                .put("percentage", row.percentage())
                .put("reaction", row.reaction().name());
        node.set("criteria", write(row.criteria()));
        row.overhead().ifPresent(overhead -> node.putObject("overhead")
                .put("key", overhead.key())
                .put("percent", overhead.percent().toPlainString())
                .put("onlyBasis", overhead.onlyBasis()));
        return node;
    }

    private static ObjectNode write(UsageRow row) {
        ObjectNode node = Json.object()
                .put("usage", row.usage().name())
                .put("warrantyCheck", row.warrantyCheck())
                .put("onlyWithMaterial", row.onlyWithMaterial())
                .put("inceptionToDate", row.inceptionToDate());
        row.documentType().ifPresent(type -> node.put("documentType", type));
        row.creditDocumentType().ifPresent(type -> node.put("creditDocumentType", type));
        row.manualConditions().ifPresent(most -> node.put("manualConditions", most));
        return node;
    }

    private static ObjectNode write(MaterialRow row) {
        ObjectNode node = Json.object()
                .put("usePosted", row.usePosted())
                .put("individual", row.individual())
                .put("transfer", row.transfer().name());
        row.material().ifPresent(material -> node.put("material", material));
        row.conversion().ifPresent(conversion -> node.putObject("conversion")
                .put("from", conversion.from().code())
                .put("to", conversion.to().code())
                .put("factor", conversion.factor().toString()));
        node.set("criteria", write(row.criteria()));
        return node;
    }

    private static ObjectNode write(Criteria criteria) {
        ObjectNode node = Json.object();
        criteria.byCharacteristic().forEach((name, values) -> {
            ArrayNode array = node.putArray(name);
            values.forEach(array::add);
        });
        return node;
    }

    static DipProfile read(String id, long version, String text) {
        JsonNode node = Json.parse(text);
        return new DipProfile(
                id,
                version,
                node.get("text").asText(),
                list(
                        node.get("characteristics"),
                        row -> new Characteristic(
                                row.get("name").asText(),
                                row.get("forMaterial").asBoolean(),
                                row.get("separate").asBoolean(),
                                row.path("structure").asInt())),
                list(
                        node.get("sources"),
                        row -> new SourceRow(
                                row.get("kind").asText(),
                                row.get("percentage").asInt(),
                                Reaction.valueOf(row.get("reaction").asText()),
                                criteria(row.get("criteria")),
                                Optional.ofNullable(row.get("overhead"))
                                        .map(overhead -> new Overhead(
                                                overhead.get("key").asText(),
                                                new BigDecimal(
                                                        overhead.get("percent").asText()),
                                                overhead.get("onlyBasis").asBoolean())))),
                list(node.get("materials"), DipProfileText::material),
                usages(node));
    }

    /** A profile that was saved before there were usages leaves sources without material open for all of them, or for none. */
    private static List<UsageRow> usages(JsonNode node) {
        if (node.path("onlyWithMaterial").asBoolean()) {
            return Arrays.stream(Usage.values())
                    .map(usage -> UsageRow.of(usage).leavingWithoutMaterial())
                    .toList();
        }
        return list(
                node.path("usages"),
                row -> new UsageRow(
                        Usage.valueOf(row.get("usage").asText()),
                        Json.optional(row, "documentType"),
                        Json.optional(row, "creditDocumentType"),
                        row.get("warrantyCheck").asBoolean(),
                        Optional.ofNullable(row.get("manualConditions")).map(JsonNode::asInt),
                        row.get("onlyWithMaterial").asBoolean(),
                        row.get("inceptionToDate").asBoolean()));
    }

    private static MaterialRow material(JsonNode row) {
        return new MaterialRow(
                criteria(row.get("criteria")),
                row.get("usePosted").asBoolean(),
                Json.optional(row, "material"),
                row.get("individual").asBoolean(),
                Transfer.valueOf(row.get("transfer").asText()),
                Optional.ofNullable(row.get("conversion"))
                        .map(to -> new Conversion(
                                new Unit(to.get("from").asText()),
                                new Unit(to.get("to").asText()),
                                Fraction.parse(to.get("factor").asText()))));
    }

    private static Criteria criteria(JsonNode node) {
        Map<String, List<String>> criteria = new TreeMap<>();
        node.fields().forEachRemaining(field -> criteria.put(field.getKey(), list(field.getValue(), JsonNode::asText)));
        return new Criteria(criteria);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(each -> list.add(read.apply(each)));
        return list;
    }
}
