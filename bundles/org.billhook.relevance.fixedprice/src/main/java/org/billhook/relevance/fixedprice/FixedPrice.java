package org.billhook.relevance.fixedprice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.processor.DynamicItemProcessor;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingRelevanceId;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.osgi.service.component.annotations.Component;

/**
 * Work at the fixed price of a billing plan: the value of the one date that is released is spread over the dynamic items of the
 * work by their value, and the work is covered by it (D-110, D-111). Stateless.
 */
@Component
@BillingRelevanceId("fixed-price")
public final class FixedPrice implements BillingRelevance {

    private static final String DATE = "plan-date";

    /** Billing rules of down payments, which have a check of their own. */
    private static final Set<String> DOWN_PAYMENTS = Set.of("4", "5");

    private static final BillingTerms TERMS = BillingTerms.dip(
                    Frequency.MULTIPLE, Set.of("time", "expense", "material", "external-service", DATE), Phase.RELEASED)
            .needing(Need.DIP_PROFILE)
            .needing(Need.BILLING_PLAN);

    @Override
    public BillingTerms terms() {
        return TERMS;
    }

    @Override
    public void propose(ItemInRun item, ProposalSink out) {
        List<OpenSource> released = new ArrayList<>(1);
        for (OpenSource source : item.openSources()) {
            if (source.kind().equals(DATE) && why(source).isEmpty()) {
                released.add(source);
            }
        }
        Optional<Finding> none = none(item, released);
        DynamicItemProcessor processor = new DynamicItemProcessor(
                item.profile().orElseThrow(),
                item.usage(),
                true,
                "Work on " + item.item().ref().key());
        for (OpenSource source : item.openSources()) {
            boolean date = source.kind().equals(DATE);
            Optional<Finding> reason = date ? why(source).or(() -> none) : none;
            if (reason.isPresent()) {
                out.leaveOpen(source, reason.get());
            } else if (!date) {
                processor.add(source, out);
            }
        }
        if (none.isEmpty()) {
            List<DynamicItem> items = new ArrayList<>();
            processor.collect(items::add);
            out.fixedPrice(released.get(0), items);
        }
    }

    /** Why a date is not billed now, whatever the others are. */
    private static Optional<Finding> why(OpenSource date) {
        if (date.characteristic("blocked").isPresent()) {
            return Optional.of(
                    Finding.error("DATE_BLOCKED", "%s is blocked: unblock it to bill it".formatted(date.object()))
                            .withRule("D-110"));
        }
        if (date.characteristic("billing-rule").filter(DOWN_PAYMENTS::contains).isPresent()) {
            return Optional.of(Finding.error(
                            "DOWN_PAYMENT", "%s is a down payment, which no work is billed by".formatted(date.object()))
                    .withRule("D-110"));
        }
        return date.characteristic("released").isPresent()
                ? Optional.empty()
                : Optional.of(Finding.error("NOT_RELEASED", "%s has come but is not released".formatted(date.object()))
                        .withRule("D-110"));
    }

    /** Why nothing is billed: it takes exactly one date. */
    private static Optional<Finding> none(ItemInRun item, List<OpenSource> released) {
        if (released.isEmpty()) {
            return Optional.of(Finding.error(
                            "NO_RELEASED_DATE",
                            "No date of the billing plan of %s up to %s is released"
                                    .formatted(item.item().ref(), item.keyDate()))
                    .withRule("D-110"));
        }
        if (released.size() == 1) {
            return Optional.empty();
        }
        Set<String> rules = new TreeSet<>();
        List<String> dates = new ArrayList<>();
        for (OpenSource date : released) {
            rules.add(date.characteristic("billing-rule").orElse("none"));
            dates.add(date.object().toString());
        }
        return Optional.of(
                rules.size() > 1
                        ? Finding.error(
                                        "DIFFERENT_RULES",
                                        "Dates of different billing rules %s can't be billed together: %s"
                                                .formatted(rules, dates))
                                .withRule("D-110")
                        : Finding.error(
                                        "SEVERAL_DATES",
                                        "Several dates of %s are released, of which one is billed at a time: %s"
                                                .formatted(item.item().ref(), dates))
                                .withRule("D-110"));
    }
}
