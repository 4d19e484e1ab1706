package org.billhook.engine.internal.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.object.Receivers;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;

/**
 * Hands on what is posted on an object of which others get a part, or beneath it: each part is transferred to its receiver in the
 * transaction that posts it, the rest stays (O-46). The nearest such object upwards counts, none above the head of the root. What
 * can't be handed on stays as well, with a warning.
 */
public final class Apportioning {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Store store;
    private final Map<Long, ObjectRow> objects = new HashMap<>();
    private final Map<Long, Shared> sharedBy = new HashMap<>();
    private final Map<ObjectRef, ObjectRow> receivers = new HashMap<>();

    /** An object of which others get a part. */
    private record Shared(ObjectRow row, Receivers receivers) {
        Shared(ObjectRow row) {
            this(row, Receivers.parse(row.attributes().get(Receivers.APPORTIONMENT)));
        }
    }

    /** Reads what of the objects is shared; nothing is locked yet. */
    public Apportioning(Store store, Collection<ObjectRow> postedOn) {
        this.store = store;
        postedOn.forEach(object -> objects.put(object.id(), object));
        Map<Long, ObjectRow> known = new HashMap<>(objects);
        Set<Long> above = new HashSet<>();
        postedOn.forEach(object -> above.addAll(upwards(object)));
        above.removeAll(known.keySet());
        if (!above.isEmpty()) {
            known.putAll(store.objects().byId(above));
        }
        for (ObjectRow object : postedOn) {
            upwards(object).stream()
                    .map(known::get)
                    .filter(row -> row.attributes().containsKey(Receivers.APPORTIONMENT))
                    .findFirst()
                    .ifPresent(row -> sharedBy.put(object.id(), new Shared(row)));
        }
        Set<ObjectRef> named = sharedBy.values().stream()
                .flatMap(shared -> shared.receivers().refs().stream())
                .collect(Collectors.toSet());
        if (!named.isEmpty()) {
            receivers.putAll(store.objects().find(named));
        }
    }

    /** Ids of the object and those above it, up to the head of its root, nearest first. */
    private static List<Long> upwards(ObjectRow object) {
        List<Long> ids = new ArrayList<>();
        String[] path = object.path().split("/");
        for (int i = path.length - 1; i >= 0; i--) {
            long id = Long.parseLong(path[i]);
            ids.add(id);
            if (object.root().filter(root -> root == id).isPresent()) {
                break;
            }
        }
        return ids;
    }

    /** What must be locked besides the objects and the heads of their roots. */
    public Set<Long> locks() {
        Set<Long> ids = new HashSet<>();
        sharedBy.values().forEach(shared -> ids.add(shared.row().id()));
        receivers.values().forEach(row -> {
            ids.add(row.id());
            row.root().ifPresent(ids::add);
        });
        return ids;
    }

    /**
     * Takes what was read for true now that it is locked.
     *
     * @param locked the rows, by id
     * @throws StoreException RETRY if something was changed meanwhile
     */
    public void confirm(Map<Long, ObjectRow> locked) {
        for (Shared shared : sharedBy.values()) {
            ObjectRow row = shared.row();
            requireSame(
                    row,
                    row.attributes().get(Receivers.APPORTIONMENT),
                    Optional.ofNullable(locked.get(row.id()))
                            .map(now -> now.attributes().get(Receivers.APPORTIONMENT))
                            .orElse(null));
        }
        receivers.replaceAll((ref, row) -> {
            ObjectRow now = locked.get(row.id());
            requireSame(row, row.root(), now == null ? null : now.root());
            return now;
        });
    }

    private static void requireSame(ObjectRow row, Object before, Object now) {
        if (!Objects.equals(before, now)) {
            throw new StoreException(StoreException.Reason.RETRY, row.ref() + " was changed meanwhile", null);
        }
    }

    /**
     * Hands on what was posted.
     *
     * @param posted sources that were just posted
     * @param warnings takes what can't be handed on, by the id of the source
     * @return number of sources that were posted for receivers
     */
    public int run(
            List<SourceRow> posted, Actor actor, Instant now, LocalDate today, BiConsumer<Long, Finding> warnings) {
        List<SourceRow> shared = posted.stream()
                .filter(source -> sharedBy.containsKey(source.object()))
                .toList();
        if (shared.isEmpty()) {
            return 0;
        }
        Acts acts = new Acts(store, actor, now);
        acts.read(shared.stream().map(SourceRow::id).toList());
        Map<Integer, List<Handed>> rounds = new TreeMap<>();
        shared.forEach(source -> parts(source, rounds, warnings));
        int count = rounds.values().stream().mapToInt(List::size).sum();
        if (count == 0) {
            return 0;
        }
        long id = store.sources().nextIds(count);
        for (List<Handed> round : rounds.values()) {
            for (Handed part : round) {
                Balance balance = acts.balance(part.source().id());
                long act = acts.act("Apportioned by "
                        + sharedBy.get(part.source().object()).row().ref());
                acts.move(act, part.source().id(), ActKind.TRANSFER, part.share(), Optional.empty(), Optional.empty());
                acts.post(
                        act,
                        NewSource.transferred(
                                id++,
                                part.source(),
                                characteristics(part.source()),
                                balance,
                                part.share(),
                                part.receiver(),
                                now,
                                today));
            }
            acts.flush();
        }
        return count;
    }

    /** Those of the object that it was posted on stay with it, and the object itself under its kind. */
    private Map<String, String> characteristics(SourceRow source) {
        ObjectRow object = objects.get(source.object());
        Map<String, String> all = new HashMap<>(object.characteristics());
        all.put(object.ref().kind(), object.ref().key());
        all.putAll(source.characteristics());
        return all;
    }

    /** @param share with the sign of what was posted */
    private record Handed(SourceRow source, Share share, ObjectRow receiver) {}

    /** Each part is the rounded running total less those before, so that they add up (G-14). */
    private void parts(SourceRow source, Map<Integer, List<Handed>> rounds, BiConsumer<Long, Finding> warnings) {
        Share whole = source.posted();
        BigDecimal running = BigDecimal.ZERO;
        Share given = Share.zero(whole.measure());
        int round = 0;
        for (Receivers.Part part : sharedBy.get(source.object()).receivers().parts()) {
            running = running.add(part.percent());
            BigDecimal upToHere = whole.value()
                    .multiply(running)
                    .divide(HUNDRED, whole.measure().postedScale(), RoundingMode.HALF_UP);
            Share share = new Share(upToHere, whole.measure()).minus(given);
            given = given.plus(share);
            ObjectRow receiver = receivers.get(part.receiver());
            Optional<Finding> refusal = Transfers.refusal(part.receiver(), source, receiver);
            if (refusal.isPresent()) {
                Finding why = refusal.get();
                warnings.accept(
                        source.id(),
                        Finding.warning(
                                        "NOT_APPORTIONED",
                                        "%s of it stay on the object: %s".formatted(share, why.message()))
                                .withRule("O-46"));
            } else if (!share.isZero()) {
                rounds.computeIfAbsent(round++, index -> new ArrayList<>()).add(new Handed(source, share, receiver));
            }
        }
    }
}
