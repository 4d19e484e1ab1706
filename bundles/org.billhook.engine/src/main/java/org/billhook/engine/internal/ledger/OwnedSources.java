package org.billhook.engine.internal.ledger;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.SourceRow;

/**
 * What a clerk may not do to the sources that objects own: what they are worth and where they stand follows the object alone (G-21).
 * Where one of an owned kind comes from nowhere, since it was posted before its kind was owned, a clerk can take it back.
 */
final class OwnedSources {

    private static final Set<ActKind> OF_OBJECT = EnumSet.of(ActKind.REVALUE, ActKind.TRANSFER, ActKind.REVERSE);

    private final Snapshot plugins;

    OwnedSources(Snapshot plugins) {
        this.plugins = plugins;
    }

    Optional<Finding> refusal(Command command, SourceRow source) {
        if (!OF_OBJECT.contains(command.kind())) {
            return Optional.empty();
        }
        if (source.isOfObject()) {
            return refused(
                    command,
                    source,
                    "change the object that it stands on; to leave it unbilled, hold it or write it off");
        }
        return command.kind() != ActKind.REVERSE && isOwned(source.kind())
                ? refused(command, source, "nothing owns this one: reverse it")
                : Optional.empty();
    }

    private boolean isOwned(String kind) {
        return plugins.find(Spi.SOURCE, kind)
                .map(type -> type.call("terms of " + kind, SourceType::terms).owned())
                .orElse(false);
    }

    private static Optional<Finding> refused(Command command, SourceRow source, String instead) {
        return Optional.of(Finding.error(
                        "OWNED_SOURCE",
                        "kind",
                        "%s of source %d (%s, kind '%s') is not for a clerk, as sources of the kind follow their objects: %s"
                                .formatted(command.kind(), source.id(), source.externalId(), source.kind(), instead))
                .withRule("G-21"));
    }
}
