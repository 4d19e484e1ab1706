package org.billhook.shell.internal.sources;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.Roles;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Share;

/** Set what is posted of sources, where their kind allows it. */
@Service
@Command(
        scope = "billhook",
        name = "revalue",
        description = "Set what is posted of sources, where their kind allows it")
public final class Revalue extends SourcesCommand {

    /** What is posted from now on is a share, be it a quantity or an amount. */
    @Override
    Optional<Portion> portion() {
        return super.portion().map(given -> given.amount()
                .map(amount -> new Portion(Optional.of(Share.of(amount)), Optional.empty()))
                .orElse(given));
    }

    @Override
    protected String[] roles() {
        return new String[] {Roles.BILLING_CLERK};
    }

    @Override
    ActKind kind() {
        return ActKind.REVALUE;
    }
}
