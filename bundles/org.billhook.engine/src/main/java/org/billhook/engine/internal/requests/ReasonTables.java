package org.billhook.engine.internal.requests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Page;
import org.billhook.core.api.RejectionReasons.Effect;
import org.billhook.core.api.RejectionReasons.Reason;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.SettingsStore;

/** Reads reasons for rejections, those that are delivered among them; a stored one comes before a delivered one of its code. */
final class ReasonTables {

    static final String SECTION = "rejection-reason";

    private static final int PAGE = 1000;

    /** The codes are those of the field (D-91), as far as it has any. */
    private static final List<Reason> DELIVERED = List.of(
            new Reason("CANCELLED", 0, "The request is void", Effect.CANCELLED),
            new Reason("GOODWILL", 0, "Not billed as goodwill (D-93)", Effect.NOT_BILLABLE),
            new Reason("LATER", 0, "Billed with a later request", Effect.DEFERRED),
            new Reason("VN", 0, "Not billable", Effect.NOT_BILLABLE));

    private ReasonTables() {}

    static Optional<Reason> find(SettingsStore settings, String code) {
        return settings.newest(SECTION, code).map(ReasonTables::read).or(() -> delivered(code));
    }

    static List<Reason> list(SettingsStore settings) {
        Map<String, Reason> reasons = new TreeMap<>();
        DELIVERED.forEach(reason -> reasons.put(reason.code(), reason));
        Optional<Page.Request> next = Optional.of(Page.Request.first(PAGE));
        while (next.isPresent()) {
            Page<Configuration> page = settings.newest(SECTION, next.get());
            page.items().forEach(stored -> reasons.put(stored.name(), read(stored)));
            next = page.next().map(after -> new Page.Request(Optional.of(after), PAGE));
        }
        return List.copyOf(reasons.values());
    }

    static String write(Reason reason) {
        return Json.text(Json.object()
                .put("text", reason.text())
                .put("effect", reason.effect().name()));
    }

    static Reason read(Configuration stored) {
        JsonNode node = Json.parse(stored.json());
        return new Reason(
                stored.name(),
                stored.version(),
                node.get("text").asText(),
                Effect.valueOf(node.get("effect").asText()));
    }

    private static Optional<Reason> delivered(String code) {
        return DELIVERED.stream().filter(reason -> reason.code().equals(code)).findFirst();
    }
}
