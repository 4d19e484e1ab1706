package org.billhook.engine.internal.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.engine.internal.json.Json;

/** The frozen form of an order. */
final class OrderJson {

    private OrderJson() {}

    static String write(Order order) {
        ObjectNode node = Json.object().put("keyDate", order.keyDate().toString());
        ArrayNode roots = node.putArray("roots");
        order.roots().forEach(root -> roots.add(root.toString()));
        order.party().ifPresent(party -> node.put("party", party));
        order.pricingDate().ifPresent(date -> node.put("pricingDate", date.toString()));
        ArrayNode decisions = node.putArray("decisions");
        order.decisions().forEach(command -> decisions.add(write(command)));
        return Json.text(node);
    }

    private static ObjectNode write(Command command) {
        ObjectNode node = Json.object()
                .put("kind", command.kind().name())
                .put("source", command.source())
                .put("reason", command.reason());
        command.until().ifPresent(until -> node.put("until", until.toString()));
        command.target().ifPresent(target -> node.put("target", target.toString()));
        command.portion().flatMap(Portion::amount).ifPresent(amount -> node.set("amount", Json.of(amount)));
        command.portion()
                .flatMap(Portion::share)
                .ifPresent(share -> node.set(
                        "share",
                        Json.object()
                                .put("value", share.value().toPlainString())
                                .put("dimension", share.measure().dimension().name())
                                .put("code", share.measure().code())));
        return node;
    }

    static Order read(String text) {
        JsonNode node = Json.parse(text);
        List<ObjectRef> roots = new ArrayList<>();
        node.get("roots").forEach(root -> roots.add(ObjectRef.parse(root.asText())));
        List<Command> decisions = new ArrayList<>();
        node.get("decisions").forEach(command -> decisions.add(command(command)));
        return new Order(
                LocalDate.parse(node.get("keyDate").asText()),
                List.copyOf(roots),
                Json.optional(node, "party"),
                Json.optional(node, "pricingDate").map(LocalDate::parse),
                List.copyOf(decisions));
    }

    private static Command command(JsonNode node) {
        Optional<Portion> portion = Optional.empty();
        if (node.has("amount")) {
            portion = Optional.of(new Portion(Optional.empty(), Optional.of(Json.money(node.get("amount")))));
        } else if (node.has("share")) {
            JsonNode share = node.get("share");
            Measure measure = new Measure(
                    Measure.Dimension.valueOf(share.get("dimension").asText()),
                    share.get("code").asText());
            portion = Optional.of(new Portion(
                    Optional.of(new Share(new BigDecimal(share.get("value").asText()), measure)), Optional.empty()));
        }
        return new Command(
                ActKind.valueOf(node.get("kind").asText()),
                node.get("source").asLong(),
                portion,
                Json.optional(node, "until").map(LocalDate::parse),
                Json.optional(node, "target").map(ObjectRef::parse),
                node.get("reason").asText());
    }
}
