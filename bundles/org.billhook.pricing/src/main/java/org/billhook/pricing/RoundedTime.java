package org.billhook.pricing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.TimeRounding;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.OpenSource;

/**
 * By how much the time of a page counts more than it is. What was posted is rounded, not what is open of it, so that parts of an entry
 * come to what the whole entry comes to.
 */
final class RoundedTime {

    private record Day(LocalDate day, String person, TimeRounding rule) {
        static Day of(OpenSource source, TimeRounding rule) {
            return new Day(
                    source.serviceDate(),
                    source.characteristic(Characteristics.PERSON).orElse(""),
                    rule);
        }
    }

    private final Map<Day, Fraction> days = new HashMap<>();

    /** Whether all that it claims was posted as seconds, minutes or hours. */
    static boolean isTime(DynamicItem item) {
        for (Claim claim : item.claims()) {
            if (claim.share().measure().isAmount()
                    || !claim.share().measure().unit().isTime()) {
                return false;
            }
        }
        return true;
    }

    /** Takes what an item claims to the time of its days. */
    void add(DynamicItem item, TimeRounding rule) {
        if (rule.perDay()) {
            for (Claim claim : item.claims()) {
                days.merge(Day.of(claim.source(), rule), minutes(claim.source().posted()), Fraction::plus);
            }
        }
    }

    /** What one of a claim counts; after all items of the page were added. */
    Fraction ratio(Claim claim, TimeRounding rule) {
        Fraction time = rule.perDay()
                ? days.get(Day.of(claim.source(), rule))
                : minutes(claim.source().posted());
        return time.signum() == 0 ? Fraction.ONE : rule.up(time).dividedBy(time);
    }

    private static Fraction minutes(Share share) {
        return share.measure().unit().in(Unit.MINUTE).orElseThrow().times(share.value());
    }
}
