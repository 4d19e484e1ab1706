package org.billhook.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/** The frozen form of a command on a source. */
public final class CommandJson {

    private CommandJson() {}

    public static ObjectNode write(Command command) {
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

    public static Command read(JsonNode node) {
        Optional<Money> amount = Optional.ofNullable(node.get("amount")).map(Json::money);
        Optional<Share> share = Optional.ofNullable(node.get("share"))
                .map(given -> new Share(
                        new BigDecimal(given.get("value").asText()),
                        new Measure(
                                Measure.Dimension.valueOf(given.get("dimension").asText()),
                                given.get("code").asText())));
        Optional<Portion> portion =
                amount.isEmpty() && share.isEmpty() ? Optional.empty() : Optional.of(new Portion(share, amount));
        return new Command(
                ActKind.valueOf(node.get("kind").asText()),
                node.get("source").asLong(),
                portion,
                Json.optional(node, "until").map(LocalDate::parse),
                Json.optional(node, "target").map(ObjectRef::parse),
                node.get("reason").asText());
    }
}
