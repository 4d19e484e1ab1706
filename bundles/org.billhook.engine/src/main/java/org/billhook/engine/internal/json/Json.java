package org.billhook.engine.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Stake;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Severity;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** JSON as trees, for what the engine freezes and for the bodies of events. Never used per line. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static String text(JsonNode node) {
        return node.toString();
    }

    /** @throws IllegalStateException if the text is no JSON: the engine wrote it, so something broke */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON can't be read: " + e.getOriginalMessage(), e);
        }
    }

    public static Optional<String> optional(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    public static ObjectNode of(Money money) {
        return object().put("amount", money.getAmount().toPlainString())
                .put("currency", money.getCurrencyUnit().getCode());
    }

    public static Money money(JsonNode node) {
        return Money.of(
                CurrencyUnit.of(node.get("currency").asText()),
                new BigDecimal(node.get("amount").asText()));
    }

    public static ObjectNode of(Stake stake) {
        ObjectNode node = object().put("acts", stake.acts()).put("unpriced", stake.unpriced());
        ArrayNode amounts = node.putArray("amounts");
        stake.amounts().forEach(amount -> amounts.add(of(amount)));
        ArrayNode whole = node.putArray("of");
        stake.of().forEach(amount -> whole.add(of(amount)));
        return node;
    }

    public static Stake stake(JsonNode node) {
        List<Money> amounts = new ArrayList<>();
        node.get("amounts").forEach(amount -> amounts.add(money(amount)));
        List<Money> whole = new ArrayList<>();
        node.get("of").forEach(amount -> whole.add(money(amount)));
        return new Stake(node.get("acts").asLong(), node.get("unpriced").asBoolean(), amounts, whole);
    }

    public static ObjectNode of(Finding finding) {
        ObjectNode node = object().put("severity", finding.severity().name())
                .put("code", finding.code())
                .put("message", finding.message());
        finding.field().ifPresent(field -> node.put("field", field));
        finding.rule().ifPresent(rule -> node.put("rule", rule));
        return node;
    }

    public static Finding finding(JsonNode node) {
        return new Finding(
                Severity.valueOf(node.get("severity").asText()),
                node.get("code").asText(),
                optional(node, "field"),
                optional(node, "rule"),
                node.get("message").asText());
    }
}
