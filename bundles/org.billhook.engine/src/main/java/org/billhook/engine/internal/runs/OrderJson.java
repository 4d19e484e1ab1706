package org.billhook.engine.internal.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.PriceChange;
import org.billhook.core.api.BillingRuns.PricingDay;
import org.billhook.core.api.BillingRuns.Selection;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.price.Condition;
import org.billhook.engine.internal.json.CommandJson;
import org.billhook.engine.internal.json.Json;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** The frozen form of an order. */
final class OrderJson {

    /** Of a condition that a clerk entered. */
    static final String ORIGIN = "clerk";

    private OrderJson() {}

    static String write(Order order) {
        ObjectNode node = Json.object().put("keyDate", order.keyDate().toString());
        refs(node, "roots", order.roots());
        order.party().ifPresent(party -> node.put("party", party));
        order.pricingDate().ifPresent(date -> node.put("pricingDate", date.toString()));
        order.otherwise().ifPresent(day -> node.putObject("otherwise")
                .put("asked", day.asked().toString())
                .put("byServiceDate", day.byServiceDate()));
        ArrayNode decisions = node.putArray("decisions");
        order.decisions().forEach(command -> decisions.add(CommandJson.write(command)));
        if (!order.selection().equals(Selection.ALL)) {
            ObjectNode selection = node.putObject("selection");
            ArrayNode kinds = selection.putArray("kinds");
            order.selection().kinds().stream().sorted().forEach(kinds::add);
            refs(selection, "within", order.selection().within());
            refs(selection, "without", order.selection().without());
        }
        if (!order.priceChanges().isEmpty()) {
            ArrayNode changes = node.putArray("priceChanges");
            order.priceChanges().forEach(change -> changes.add(write(change)));
        }
        if (!order.locked().isEmpty()) {
            ArrayNode locked = node.putArray("locked");
            order.locked().stream().sorted().forEach(locked::add);
        }
        if (order.usage() != Usage.BILLING) {
            node.put("usage", order.usage().name());
        }
        order.structure().ifPresent(names -> {
            ArrayNode structure = node.putArray("structure");
            names.forEach(structure::add);
        });
        return Json.text(node);
    }

    private static void refs(ObjectNode node, String field, List<ObjectRef> refs) {
        ArrayNode array = node.putArray(field);
        refs.forEach(ref -> array.add(ref.toString()));
    }

    private static ObjectNode write(PriceChange change) {
        ObjectNode node = Json.object().put("reason", change.reason());
        change.item().ifPresent(item -> node.put("item", item.toString()));
        change.source().ifPresent(source -> node.put("source", source));
        Condition condition = change.condition();
        node.put("type", condition.type());
        if (condition instanceof Condition.PerUnit perUnit) {
            node.put("rate", perUnit.rate().getAmount().toPlainString())
                    .put("currency", perUnit.rate().getCurrencyUnit().getCode());
        } else if (condition instanceof Condition.Percent percent) {
            node.put("percent", percent.percent().toPlainString());
        } else {
            node.set("amount", Json.of(((Condition.Fixed) condition).amount()));
        }
        return node;
    }

    private static PriceChange priceChange(JsonNode node) {
        String type = node.get("type").asText();
        String reason = node.get("reason").asText();
        Condition condition;
        if (node.has("rate")) {
            condition = new Condition.PerUnit(
                    type,
                    BigMoney.of(
                            CurrencyUnit.of(node.get("currency").asText()),
                            new BigDecimal(node.get("rate").asText())),
                    BigDecimal.ONE,
                    false,
                    ORIGIN);
        } else if (node.has("percent")) {
            condition = new Condition.Percent(
                    type, new BigDecimal(node.get("percent").asText()), Condition.Percent.Base.NET, ORIGIN);
        } else {
            condition = new Condition.Fixed(type, Json.money(node.get("amount")), false, ORIGIN);
        }
        return new PriceChange(
                Json.optional(node, "item").map(ObjectRef::parse),
                node.has("source") ? Optional.of(node.get("source").asLong()) : Optional.empty(),
                condition,
                reason);
    }

    static Order read(String text) {
        JsonNode node = Json.parse(text);
        List<Command> decisions = new ArrayList<>();
        node.get("decisions").forEach(command -> decisions.add(CommandJson.read(command)));
        List<PriceChange> changes = new ArrayList<>();
        node.path("priceChanges").forEach(change -> changes.add(priceChange(change)));
        Set<Long> locked = new HashSet<>();
        node.path("locked").forEach(source -> locked.add(source.asLong()));
        JsonNode chosen = node.path("selection");
        return new Order(
                LocalDate.parse(node.get("keyDate").asText()),
                refs(node.get("roots")),
                Json.optional(node, "party"),
                Json.optional(node, "pricingDate").map(LocalDate::parse),
                decisions,
                chosen.isMissingNode()
                        ? Selection.ALL
                        : new Selection(
                                Set.copyOf(texts(chosen.get("kinds"))),
                                refs(chosen.get("within")),
                                refs(chosen.get("without"))),
                changes,
                locked,
                Json.optional(node, "usage").map(Usage::valueOf).orElse(Usage.BILLING),
                Optional.ofNullable(node.get("structure")).map(OrderJson::texts),
                // an order of before has its day as if it had been named
                Optional.ofNullable(node.get("otherwise"))
                        .map(day -> new PricingDay(
                                LocalDate.parse(day.get("asked").asText()),
                                day.get("byServiceDate").asBoolean())));
    }

    private static List<ObjectRef> refs(JsonNode array) {
        return texts(array).stream().map(ObjectRef::parse).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
