package org.billhook.engine.internal.plugins;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Events.Change;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.Transactions;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes who exchanged which plugin to the change log and the outbox (I-8). */
final class SwapLog {

    private static final Logger LOG = LoggerFactory.getLogger(SwapLog.class);

    /** In the server's log and in that of security. */
    static final Logger SECURITY = LoggerFactory.getLogger("org.billhook.security");

    private final Transactions transactions;
    private final Clock clock;

    SwapLog(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    void installed(Bundle added, List<Bundle> old, Actor actor) {
        appeared(
                added.getSymbolicName(),
                old.stream().map(SwapLog::version).collect(Collectors.joining(", ")),
                version(added),
                actor);
    }

    void removed(Bundle bundle, Actor actor) {
        gone(bundle.getSymbolicName(), version(bundle), actor);
    }

    /** @param before versions that it replaces; empty for none */
    void appeared(String name, String before, String after, Actor actor) {
        Optional<String> replaced = Optional.of(before).filter(text -> !text.isEmpty());
        write("plugin.installed", name, replaced, Optional.of(after), actor);
    }

    void gone(String name, String version, Actor actor) {
        write("plugin.removed", name, Optional.of(version), Optional.empty(), actor);
    }

    /** A swap that is done is not undone because the log can't be written: then the server's log must do. */
    private void write(String type, String name, Optional<String> before, Optional<String> after, Actor actor) {
        SECURITY.info(
                "Plugin was exchanged bundle='{}' before='{}' after='{}' by='{}'",
                name,
                before.orElse(""),
                after.orElse(""),
                actor.name());
        Instant now = clock.instant();
        String subject = "plugin/" + name;
        String body = Json.text(Json.object()
                .put("actor", actor.name())
                .put("before", before.orElse(""))
                .put("after", after.orElse("")));
        try {
            Retry.call(transactions, store -> {
                store.log()
                        .insertChanges(List.of(
                                new Change(0, now, actor.name(), subject, "version", before, after, Optional.empty())));
                store.log().putEvents(List.of(new Unnumbered(0, type, subject, body, now)));
                return true;
            });
        } catch (BillhookException e) {
            LOG.error("Exchange of a plugin could not be written to the change log bundle='{}'", name, e);
        }
    }

    private static String version(Bundle bundle) {
        return bundle.getVersion().toString();
    }
}
