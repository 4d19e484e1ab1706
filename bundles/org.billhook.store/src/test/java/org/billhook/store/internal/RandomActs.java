package org.billhook.store.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Parts;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.EntryRow;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Random acts of one thread, each built with core's arithmetic out of what the store says. Every claim is priced by
 * {@link Parts}, so that what a source is billed for adds up.
 */
final class RandomActs {

    /** A price that has a remainder nearly everywhere. */
    static final Parts.Pricing PRICE = new Parts.Pricing() {
        @Override
        public Money at(Share share) {
            BigDecimal rate = new BigDecimal("103.37");
            return Money.of(CurrencyUnit.EUR, share.value().multiply(rate).setScale(2, RoundingMode.HALF_UP));
        }

        @Override
        public String basis() {
            return "103.37 EUR";
        }
    };

    private static final List<String> POSTED = List.of("8", "-8", "0.001", "7.333", "-2.5", "1000", "-0.250");

    private static final int CONTENDED = 12;

    private final Random random;
    private final Store store;
    private final long document;
    private final Optional<ObjectRow> target;
    private int position;

    /** @param document a number no other act has, so that every claim has a line of its own */
    RandomActs(Random random, Store store, long document, Optional<ObjectRow> target) {
        this.random = random;
        this.store = store;
        this.document = document;
        this.target = target;
    }

    /** What an act moves, and the balances that core expects of it. */
    record Planned(List<Move> moves, Map<Long, Balance> expected, Set<Long> posted) {}

    /** A random act on one to three of the sources, or a posting. */
    Planned plan(List<Long> sources) {
        Planned planned = new Planned(new ArrayList<>(), new TreeMap<>(), new HashSet<>());
        ActKind kind = ActKind.values()[random.nextInt(ActKind.values().length)];
        if (kind == ActKind.POST) {
            post(planned, Fixture.hours(POSTED.get(random.nextInt(POSTED.size()))));
            return planned;
        }
        Set<Long> chosen = new TreeSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            // mostly the first few, which all threads are after
            int last = random.nextInt(3) == 0 ? sources.size() : Math.min(CONTENDED, sources.size());
            chosen.add(sources.get(random.nextInt(last)));
        }
        store.ledger().balances(chosen).forEach((source, row) -> plan(planned, kind, row));
        return planned;
    }

    /** Bills what is open in two parts: one by an amount, and the rest. */
    Planned finish(long source) {
        Planned planned = new Planned(new ArrayList<>(), new TreeMap<>(), new HashSet<>());
        Balance balance = store.ledger().balances(List.of(source)).get(source).balance();
        List<Parts.Settled> before = settled(source);
        Share open = balance.open();
        Money half = Parts.value(open, PRICE, before).dividedBy(2, RoundingMode.DOWN);
        Optional<Share> first = Parts.cut(half, open, PRICE, before);
        if (first.isPresent() && !first.get().equals(open)) {
            balance = move(planned, balance, source, ActKind.BILL, first.get(), Optional.of(half));
            before = new ArrayList<>(before);
            before.add(new Parts.Settled(first.get(), half, PRICE.basis()));
        }
        Share rest = balance.open();
        move(planned, balance, source, ActKind.BILL, rest, Optional.of(Parts.value(rest, PRICE, before)));
        return planned;
    }

    List<Parts.Settled> settled(long source) {
        return store.ledger().settled(List.of(source)).stream()
                .map(part -> new Parts.Settled(part.share(), part.value(), PRICE.basis()))
                .toList();
    }

    /** A claim that stands, to be given back as a whole. */
    Optional<Planned> giveBack(ActKind kind, BalanceRow row) {
        Planned planned = new Planned(new ArrayList<>(), new TreeMap<>(), new HashSet<>());
        giveBack(planned, kind, row);
        return planned.moves().isEmpty() ? Optional.empty() : Optional.of(planned);
    }

    private void plan(Planned planned, ActKind kind, BalanceRow row) {
        Balance balance = row.balance();
        switch (kind) {
            case REOPEN, CREDIT -> giveBack(planned, kind, row);
            case REVALUE -> {
                Share change = part(balance.posted());
                change = random.nextBoolean() ? change : change.negated();
                if (!change.isZero() && balance.refusal(kind, change).isEmpty()) {
                    move(planned, balance, row.source(), kind, change, Optional.empty());
                }
            }
            case BILL, WRITE_OFF -> settle(planned, kind, row);
            default -> {
                Share share = part(balance.get(kind.from()));
                if (!share.isZero()) {
                    move(planned, balance, row.source(), kind, share, Optional.empty());
                    follow(planned, kind, share);
                }
            }
        }
    }

    /** A transfer posts a source at the target, a reversal one of the opposite sign that is reversed at once. */
    private void follow(Planned planned, ActKind kind, Share share) {
        if (kind == ActKind.TRANSFER) {
            post(planned, share);
        } else if (kind == ActKind.REVERSE) {
            long reversal = post(planned, share.negated());
            move(planned, planned.expected().get(reversal), reversal, kind, share.negated(), Optional.empty());
        }
    }

    private void settle(Planned planned, ActKind kind, BalanceRow row) {
        Share open = row.balance().open();
        if (open.isZero()) {
            return;
        }
        List<Parts.Settled> before = settled(row.source());
        Share share;
        Money value;
        if (random.nextInt(3) == 0) {
            Money all = Parts.value(open, PRICE, before);
            Money amount = all.multipliedBy(new BigDecimal(random.nextInt(101)).movePointLeft(2), RoundingMode.DOWN);
            Optional<Share> cut = Parts.cut(amount, open, PRICE, before);
            if (cut.isEmpty()) {
                return;
            }
            share = cut.get();
            value = amount;
        } else {
            share = random.nextBoolean() ? open : part(open);
            value = Parts.value(share, PRICE, before);
        }
        if (!share.isZero()) {
            move(planned, row.balance(), row.source(), kind, share, Optional.of(value));
        }
    }

    private void giveBack(Planned planned, ActKind kind, BalanceRow row) {
        List<EntryRow> entries = store.ledger().entries(row.source());
        Set<String> gone = new HashSet<>();
        for (EntryRow entry : entries) {
            if (entry.kind() == ActKind.REOPEN || entry.kind() == ActKind.CREDIT) {
                gone.add(entry.document() + "/" + entry.position());
            }
        }
        List<EntryRow> standing = entries.stream()
                .filter(entry -> entry.kind() == ActKind.BILL)
                .filter(entry -> !gone.contains(entry.document() + "/" + entry.position()))
                .toList();
        if (standing.isEmpty()) {
            return;
        }
        EntryRow chosen = standing.get(random.nextInt(standing.size()));
        Share share = chosen.share();
        if (row.balance().refusal(kind, share).isPresent()) {
            // another thread was faster between the two reads
            return;
        }
        planned.moves()
                .add(new Move(
                        row.source(),
                        row.balance().seq(),
                        kind,
                        share.value(),
                        share.equals(row.balance().posted()),
                        chosen.value(),
                        chosen.document().orElseThrow(),
                        chosen.position().orElseThrow(),
                        Optional.empty()));
        planned.expected().put(row.source(), row.balance().after(kind, share));
    }

    private long post(Planned planned, Share posted) {
        if (target.isEmpty()) {
            throw new IllegalStateException("There is nothing to post on");
        }
        long id = Fixture.post(store, target.get(), posted, 1).get(0);
        planned.posted().add(id);
        planned.expected().put(id, Balance.posted(posted));
        return id;
    }

    private Balance move(
            Planned planned, Balance balance, long source, ActKind kind, Share share, Optional<Money> value) {
        boolean lined = kind == ActKind.BILL;
        planned.moves()
                .add(new Move(
                        source,
                        balance.seq(),
                        kind,
                        share.value(),
                        share.equals(balance.posted()),
                        value,
                        lined ? document : 0,
                        lined ? ++position : 0,
                        Optional.empty()));
        Balance after = balance.after(kind, share);
        planned.expected().put(source, after);
        return after;
    }

    /** All of it, or a part with up to nine decimals. */
    private Share part(Share whole) {
        if (random.nextInt(3) == 0) {
            return whole;
        }
        BigDecimal fraction = new BigDecimal(random.nextInt(1001)).movePointLeft(3);
        int scale = random.nextBoolean() ? 3 : Share.SCALE;
        return new Share(whole.value().multiply(fraction).setScale(scale, RoundingMode.DOWN), whole.measure());
    }

    /** What is billed or written off. */
    static Share settledShare(Balance balance) {
        return balance.get(Term.BILLED).plus(balance.get(Term.WRITTEN_OFF));
    }
}
