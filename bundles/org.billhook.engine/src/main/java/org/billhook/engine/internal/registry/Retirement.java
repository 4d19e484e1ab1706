package org.billhook.engine.internal.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Events.Change;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.LogStore;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.PluginStore.KnownId;

/** What the change log and the events say of an id that is waited for no more (I-8). */
final class Retirement {

    private Retirement() {}

    static void write(LogStore log, KnownId id, String reason, Actor actor, Instant at) {
        String subject = "plugin/" + id.bundle();
        String before = id.version()
                + id.awaySince().map(since -> ", away since " + since).orElse("");
        log.insertChanges(List.of(new Change(
                0,
                at,
                actor.name(),
                subject,
                id.spi() + " " + id.id(),
                Optional.of(before),
                Optional.of("retired: " + reason),
                Optional.empty())));
        String body = Json.text(Json.object()
                .put("actor", actor.name())
                .put("spi", id.spi())
                .put("id", id.id())
                .put("version", id.version())
                .put("reason", reason));
        log.putEvents(List.of(new Unnumbered(0, "plugin.retired", subject, body, at)));
    }
}
