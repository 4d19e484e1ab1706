package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.dip.DipProfile.UsageRow;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.CollectingOrder;
import org.joda.money.Money;

/** Warns of work that is billed although what it was done on is under warranty (D-11), with the amount at stake. */
final class WarrantyCheck {

    private final ItemContext item;
    private final boolean on;
    private final Set<String> objects = new TreeSet<>();
    private Money stake;

    WarrantyCheck(ItemContext item) {
        this.item = item;
        on = item.inputs.usage(item.item).filter(UsageRow::warrantyCheck).isPresent();
        stake = Money.zero(item.currency());
    }

    void look(DraftLine line) {
        if (!on) {
            return;
        }
        List<Money> worth = ValueStep.claimValues(line);
        for (int i = 0; i < line.billed().size(); i++) {
            StreamedSource source = line.source(i);
            if (isCovered(source)) {
                stake = stake.plus(worth.get(i));
                objects.add(source.object().toString());
            }
        }
    }

    private static boolean isCovered(StreamedSource source) {
        String until = source.objectRow.attributes().get(CollectingOrder.WARRANTY_UNTIL);
        return until != null && !source.serviceDate().isAfter(LocalDate.parse(until));
    }

    void end() {
        if (!objects.isEmpty()) {
            item.findings.add(Finding.warning(
                            "UNDER_WARRANTY",
                            "Work under warranty is billed, on %s with %s: decide what of it is not"
                                    .formatted(objects, stake))
                    .withRule("D-11"));
        }
    }
}
