package org.billhook.engine.internal.sources;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.Page;
import org.billhook.core.api.Prices;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Price lists in the database. */
@Component
public final class ListedPrices implements Prices {

    private static final BigDecimal MOST = new BigDecimal("999999999");
    private static final BigDecimal LEAST_PERCENT = new BigDecimal(-100);
    private static final BigDecimal MOST_PERCENT = new BigDecimal(1000);
    private static final int DECIMALS = 9;
    private static final int REASON = 500;

    private final Transactions transactions;
    private final Sequencer sequencer;
    private final Clock clock;

    @Activate
    public ListedPrices(@Reference Transactions transactions, @Reference Sequencer sequencer) {
        this(transactions, sequencer, Clock.systemDefaultZone());
    }

    public ListedPrices(Transactions transactions, Sequencer sequencer, Clock clock) {
        this.transactions = transactions;
        this.sequencer = sequencer;
        this.clock = clock;
    }

    @Override
    public List<Added> add(List<PriceEntry> entries, Actor actor) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            check(entries.get(i), "entries[" + i + "]", findings);
        }
        if (!findings.isEmpty()) {
            throw new BillhookException(BillhookException.Type.REFUSED, findings);
        }
        List<Added> added = Retry.call(transactions, store -> add(store, entries, actor));
        sequencer.wake();
        return added;
    }

    private static void check(PriceEntry entry, String field, List<Finding> findings) {
        if (entry.list().isBlank() || entry.list().length() > DraftLimits.NAME) {
            findings.add(Finding.error("BAD_LENGTH", field + ".list", "Name of a list has 1 to 40 characters"));
        }
        entry.key().forEach((name, value) -> {
            if (name.isBlank()
                    || name.length() > DraftLimits.NAME
                    || value.isBlank()
                    || value.length() > DraftLimits.VALUE) {
                findings.add(Finding.error(
                        "BAD_LENGTH",
                        field + ".key",
                        "Names have 1 to 40, values 1 to 120 characters: %s=%s".formatted(name, value)));
            }
        });
        if (entry.from().scale() > DECIMALS || entry.from().compareTo(MOST) > 0) {
            findings.add(Finding.error(
                    "BAD_SCALE",
                    field + ".from",
                    "A scale starts between 0 and 999999999 with at most nine decimals: %s".formatted(entry.from())));
        }
        if (entry.isPercentage() && entry.rule() != PriceEntry.Rule.WHOLE) {
            findings.add(Finding.error(
                            "NOT_GRADUATED",
                            field + ".graduated",
                            "A percentage is of the whole price, only prices are graduated")
                    .withRule("D-64"));
        }
        if (entry.rounding().isPresent()) {
            return;
        }
        BigDecimal price = entry.price().getAmount();
        if (entry.isPercentage()) {
            if (price.signum() == 0
                    || price.compareTo(LEAST_PERCENT) < 0
                    || price.compareTo(MOST_PERCENT) > 0
                    || price.stripTrailingZeros().scale() > DECIMALS) {
                findings.add(Finding.error(
                                "BAD_PERCENT",
                                field + ".percent",
                                "Percentage %s is not between -100 and 1000, other than 0, with at most nine decimals"
                                        .formatted(price.toPlainString()))
                        .withRule("D-64"));
            }
            return;
        }
        if (price.signum() < 0
                || price.compareTo(MOST) > 0
                || price.stripTrailingZeros().scale() > DECIMALS) {
            findings.add(Finding.error(
                    "BAD_PRICE",
                    field + ".price",
                    "Price %s is not between 0 and 999999999 with at most nine decimals".formatted(entry.price())));
        }
    }

    private List<Added> add(Store store, List<PriceEntry> entries, Actor actor) {
        long newest = newestNumber(store);
        List<PriceEntry> stored = store.settings().addPrices(entries);
        List<Added> added = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        Instant now = clock.instant();
        for (int i = 0; i < entries.size(); i++) {
            PriceEntry entry = stored.get(i);
            requireEqual(entries.get(i), entry);
            boolean fresh = entry.number() > newest;
            added.add(new Added(entry, fresh));
            if (fresh) {
                changes.add(change(entry, "price", Optional.empty(), text(entry), actor, now));
            }
        }
        log(store, changes, now);
        return added;
    }

    /** What is stored under the same list, key, unit and start must be the same price; a surcharge is no discount. */
    private static void requireEqual(PriceEntry wanted, PriceEntry stored) {
        boolean samePrice = wanted.rule() == stored.rule()
                && wanted.price().getCurrencyUnit().equals(stored.price().getCurrencyUnit())
                && wanted.price().getAmount().compareTo(stored.price().getAmount()) == 0;
        if (!samePrice || !wanted.validTo().equals(stored.validTo())) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error(
                            "PRICE_EXISTS",
                            "Entry %d of list '%s' already gives %s from %s%s; a new price starts on another day, and one that is wrong is cancelled"
                                    .formatted(
                                            stored.number(),
                                            stored.list(),
                                            value(stored),
                                            stored.validFrom(),
                                            stored.validTo()
                                                    .map(to -> " to " + to)
                                                    .orElse(""))));
        }
    }

    private static long newestNumber(Store store) {
        long newest = 0;
        for (PriceEntry entry : store.settings().pricesAt(store.settings().pricesVersion())) {
            newest = Math.max(newest, entry.number());
        }
        return newest;
    }

    @Override
    public Listed end(long number, LocalDate lastDay, Actor actor) {
        LocalDate first = find(number)
                .orElseThrow(() -> BillhookException.unknown("price", number))
                .entry()
                .validFrom();
        LocalDate before = first.minusDays(1);
        if (lastDay.equals(before)) {
            return cancel(
                            number,
                            Optional.empty(),
                            "Ended on %s, the day before its first one".formatted(before),
                            actor)
                    .get(0);
        }
        if (lastDay.isBefore(before)) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "ENDS_BEFORE_START",
                            "lastDay",
                            "A price that starts on %s can't end on %s: it ends on its first day or later, or on %s if it shall not count at all"
                                    .formatted(first, lastDay, before)));
        }
        PriceEntry ended = Retry.call(transactions, store -> {
            PriceEntry standing = standing(store, number);
            PriceEntry after = store.settings().endPrice(number, lastDay);
            Instant now = clock.instant();
            Optional<String> old = standing.validTo().map(LocalDate::toString);
            log(store, List.of(change(after, "validTo", old, lastDay.toString(), actor, now)), now);
            return after;
        });
        sequencer.wake();
        return Listed.standing(ended);
    }

    private static PriceEntry standing(Store store, long number) {
        Listed found = store.settings().findPrice(number).orElseThrow(() -> BillhookException.unknown("price", number));
        if (found.cancellation().isPresent()) {
            throw cancelled(found);
        }
        return found.entry();
    }

    private static BillhookException cancelled(Listed price) {
        return new BillhookException(
                BillhookException.Type.CONFLICT,
                Finding.error(
                        "PRICE_CANCELLED",
                        "Entry %d of list '%s' is cancelled%s"
                                .formatted(
                                        price.entry().number(),
                                        price.entry().list(),
                                        price.cancellation()
                                                .flatMap(Cancellation::replacedBy)
                                                .map(by -> "; entry %d has its place".formatted(by))
                                                .orElse(""))));
    }

    @Override
    public List<Listed> cancel(long number, Optional<Replacement> replacement, String reason, Actor actor) {
        List<Listed> done = Retry.call(transactions, store -> {
            PriceEntry wrong = standing(store, number);
            Optional<PriceEntry> right = replacement.map(told -> replacing(wrong, told));
            List<Finding> findings = new ArrayList<>();
            if (reason.isBlank() || reason.length() > REASON) {
                findings.add(
                        Finding.error("BAD_LENGTH", "reason", "A reason has 1 to %d characters".formatted(REASON)));
            }
            right.ifPresent(entry -> check(entry, "replacement", findings));
            if (!findings.isEmpty()) {
                throw new BillhookException(BillhookException.Type.REFUSED, findings);
            }
            List<Listed> both = store.settings().cancelPrice(number, reason, right);
            if (both.isEmpty()) {
                // in this moment, by someone else
                throw cancelled(store.settings().findPrice(number).orElseThrow());
            }
            Instant now = clock.instant();
            List<Change> changes = new ArrayList<>();
            changes.add(change(wrong, "cancelled", Optional.of(text(wrong)), reason, actor, now));
            if (both.size() > 1) {
                PriceEntry stored = both.get(1).entry();
                changes.add(change(wrong, "replacedBy", Optional.empty(), "price/" + stored.number(), actor, now));
                changes.add(change(stored, "price", Optional.of(text(wrong)), text(stored), actor, now));
            }
            log(store, changes, now);
            return both;
        });
        sequencer.wake();
        return done;
    }

    private static PriceEntry replacing(PriceEntry wrong, Replacement told) {
        Optional<LocalDate> lastDay = told.validTo().or(wrong::validTo);
        if (wrong.rounding().isPresent()) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "OTHER_KIND",
                            "replacement",
                            "Entry %d is a rounding of time: cancel it, then add the right one"
                                    .formatted(wrong.number())));
        }
        boolean percentage = told.price().getCurrencyUnit().equals(PriceEntry.NO_CURRENCY);
        if (percentage != wrong.isPercentage()) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "OTHER_KIND",
                            "replacement",
                            "Entry %d is a %s, and so is what takes its place"
                                    .formatted(wrong.number(), wrong.isPercentage() ? "percentage" : "price")));
        }
        if (lastDay.isPresent() && lastDay.get().isBefore(wrong.validFrom())) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "ENDS_BEFORE_START",
                            "replacement.validTo",
                            "A price that starts on %s can't end on %s".formatted(wrong.validFrom(), lastDay.get())));
        }
        return wrong.costing(told.price(), lastDay);
    }

    @Override
    public Optional<Listed> find(long number) {
        return Retry.call(transactions, store -> store.settings().findPrice(number));
    }

    @Override
    public Page<Listed> list(Optional<String> list, Page.Request page) {
        return Retry.call(transactions, store -> store.settings().prices(list, page));
    }

    private static String text(PriceEntry entry) {
        String step = entry.from().signum() == 0
                ? ""
                : (entry.rule() == PriceEntry.Rule.GRADUATED ? " for what is above %s" : " for %s and more")
                        .formatted(entry.from().toPlainString());
        String per = entry.isPercentage() || entry.rounding().isPresent() ? "" : " per " + entry.unit();
        return "%s%s from %s%s".formatted(value(entry), per, entry.validFrom(), step);
    }

    private static String value(PriceEntry entry) {
        return entry.rounding().isPresent()
                ? "time " + entry.rounding().get()
                : entry.isPercentage()
                        ? entry.price().getAmount().toPlainString() + " %"
                        : entry.price().toString();
    }

    private static Change change(
            PriceEntry entry, String field, Optional<String> before, String after, Actor actor, Instant now) {
        return new Change(
                0, now, actor.name(), "price/" + entry.number(), field, before, Optional.of(after), Optional.empty());
    }

    private static void log(Store store, List<Change> changes, Instant now) {
        if (changes.isEmpty()) {
            return;
        }
        store.log().insertChanges(changes);
        List<Unnumbered> events = new ArrayList<>(changes.size());
        for (Change change : changes) {
            String json = Json.text(Json.object()
                    .put("field", change.field())
                    .put("after", change.after().orElse(""))
                    .put("actor", change.actor()));
            events.add(new Unnumbered(0, "price.changed", change.subject(), json, now));
        }
        store.log().putEvents(events);
    }
}
