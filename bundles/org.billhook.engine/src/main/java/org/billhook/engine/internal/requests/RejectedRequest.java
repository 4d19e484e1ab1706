package org.billhook.engine.internal.requests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Events.Change;
import org.billhook.core.api.RejectionReasons.Effect;
import org.billhook.core.api.Requests.Part;
import org.billhook.core.api.Requests.Reason;
import org.billhook.core.api.Requests.State;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Claimed;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.RejectedLine;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Rejects one request, or parts of it, in one transaction (D-90 to D-95). */
final class RejectedRequest {

    private static final int LINES = 1000;

    private final Store store;
    private final Actor actor;
    private final Instant now;

    RejectedRequest(Store store, Actor actor, Instant now) {
        this.store = store;
        this.actor = actor;
        this.now = now;
    }

    RequestRow whole(long id, long version, Reason reason) {
        RequestRow before = read(id, version);
        requireStanding(before);
        ActKind kind = kind(reason);
        long act = act(before, reason);
        new GivenBack(store, act, kind).all(id, 0, Claimed.BILLED);
        uncover(act, kind, id, 0);
        List<RequestItem> items =
                before.items().stream().map(item -> item.rejecting(item.net())).toList();
        RequestRow after = store.requests().change(before.rejected(State.REJECTED, items, Optional.of(reason)));
        log(before, after, reason, "request.rejected", List.of());
        return after;
    }

    RequestRow parts(long id, long version, Reason reason, List<Part> parts) {
        RequestRow before = read(id, version);
        requireStanding(before);
        if (!before.kind().bills()) {
            throw refused(Finding.error(
                    "WHOLE_ONLY",
                    "parts",
                    "%s claims nothing, so that it is rejected as a whole: give no parts".formatted(before.number())));
        }
        if (reason.effect() == Effect.CANCELLED) {
            throw refused(Finding.error(
                            "CANCELS_ALL",
                            "code",
                            "Reason %s voids whole requests: give no parts, or a reason that defers"
                                    .formatted(reason.code()))
                    .withRule("D-90"));
        }
        requireDistinct(parts);
        long act = act(before, reason);
        GivenBack back = new GivenBack(store, act, kind(reason));
        List<Finding> findings = new ArrayList<>();
        Map<Integer, RejectedLine> rejected = new TreeMap<>();
        Map<Long, Money> sums = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Optional<PartOfLine> cut = cut(before, parts.get(i), reason, "parts[%d]".formatted(i), findings);
            if (cut.isPresent() && findings.isEmpty()) {
                int position = parts.get(i).position();
                back.claims(cut.get().moves());
                sums.merge(before.itemOf(position).item(), cut.get().value(), Money::plus);
                RejectedLine line = line(before, position, reason, cut.get(), rejected);
                rejected.put(position, line);
                if (line.whole()) {
                    uncover(act, kind(reason), id, position);
                }
            }
        }
        if (!findings.isEmpty()) {
            throw new BillhookException(BillhookException.Type.REFUSED, findings);
        }
        store.requests().putRejected(List.copyOf(rejected.values()));
        boolean nothingStands = store.requests().rejectedWhole(id) == before.lines();
        List<RequestItem> items = before.items().stream()
                .map(item -> sums.containsKey(item.item())
                        ? item.rejecting(item.rejected().plus(sums.get(item.item())))
                        : item)
                .toList();
        RequestRow after = store.requests()
                .change(before.rejected(nothingStands ? State.REJECTED : before.state(), items, Optional.empty()));
        log(before, after, reason, "request.lines-rejected", List.copyOf(rejected.keySet()));
        return after;
    }

    /** What a line covered by a fixed price is open again with it, once nothing of the line stands (D-112). */
    private void uncover(long act, ActKind kind, long request, int position) {
        if (kind == ActKind.REOPEN) {
            new GivenBack(store, act, ActKind.UNDO_INCLUDE).all(request, position, Claimed.INCLUDED);
        }
    }

    private static void requireDistinct(List<Part> parts) {
        Set<Integer> wholeLines = new HashSet<>();
        Map<Integer, Set<Long>> sources = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean fresh = part.source().isEmpty()
                    ? !sources.containsKey(part.position()) && wholeLines.add(part.position())
                    : !wholeLines.contains(part.position())
                            && sources.computeIfAbsent(part.position(), line -> new HashSet<>())
                                    .add(part.source().get());
            if (!fresh) {
                throw refused(Finding.error(
                        "TWICE",
                        "parts[%d].position".formatted(i),
                        "What part %d takes of line %d is taken by another part already"
                                .formatted(i, part.position())));
            }
        }
    }

    private Optional<PartOfLine> cut(
            RequestRow request, Part part, Reason reason, String field, List<Finding> findings) {
        Optional<LineRow> line = store.requests().line(request.id(), part.position());
        if (line.isEmpty()) {
            findings.add(Finding.error(
                    "UNKNOWN",
                    field + ".position",
                    "%s has no line %d, only 1 to %d".formatted(request.number(), part.position(), request.lines())));
            return Optional.empty();
        }
        Optional<RejectedLine> already = already(request, part.position());
        if (already.filter(row -> !row.reason().code().equals(reason.code())).isPresent()) {
            findings.add(Finding.error(
                            "OTHER_REASON",
                            field + ".position",
                            "Line %d is rejected in part for reason %s already: take that, or change it first"
                                    .formatted(
                                            part.position(),
                                            already.get().reason().code()))
                    .withRule("D-95"));
            return Optional.empty();
        }
        List<Move> claims = claims(request, part);
        Money standing = line.get().quantity() == null
                ? line.get().net().minus(already.map(RejectedLine::net).orElse(Money.zero(currency(request))))
                : Money.total(
                        currency(request),
                        claims.stream()
                                .map(claim -> claim.value().orElseThrow())
                                .toList());
        boolean claimless = line.get().quantity() == null || (claims.isEmpty() && covers(request, part.position()));
        boolean nothing = claimless
                ? already.filter(RejectedLine::whole).isPresent()
                        || part.source().isPresent()
                : claims.isEmpty();
        if (nothing) {
            findings.add(Finding.error(
                    "NOTHING_STANDS",
                    field + ".position",
                    "Nothing stands of line %d%s"
                            .formatted(
                                    part.position(),
                                    part.source()
                                            .map(source -> " for source " + source)
                                            .orElse(""))));
            return Optional.empty();
        }
        Optional<PartOfLine> cut = PartOfLine.cut(part, standing, claims);
        if (cut.isEmpty()) {
            findings.add(Finding.error(
                            "EXCEEDS",
                            field + ".amount",
                            "%s is more than stands of line %d: %s"
                                    .formatted(
                                            part.amount().map(Money::toString).orElse("That"),
                                            part.position(),
                                            standing))
                    .withRule("D-82"));
        }
        return cut;
    }

    /** Whether the line covers work at nothing of a fixed price (G-23). */
    private boolean covers(RequestRow request, int position) {
        return !store.ledger()
                .claimedBy(request.id(), position, Claimed.INCLUDED, 0, 1)
                .isEmpty();
    }

    private static org.joda.money.CurrencyUnit currency(RequestRow request) {
        return request.net().getCurrencyUnit();
    }

    /** Oldest first (D-85). */
    private List<Move> claims(RequestRow request, Part part) {
        List<Move> claims =
                store.ledger().claimedBy(request.id(), part.position(), Claimed.BILLED, 0, Integer.MAX_VALUE).stream()
                        .filter(claim ->
                                part.source().isEmpty() || part.source().get() == claim.source())
                        .toList();
        Map<Long, SourceRow> rows =
                store.sources().byId(claims.stream().map(Move::source).collect(Collectors.toSet()));
        return claims.stream()
                .sorted(Comparator.comparing(
                                (Move claim) -> rows.get(claim.source()).serviceDate())
                        .thenComparing(Move::source))
                .toList();
    }

    private Optional<RejectedLine> already(RequestRow request, int position) {
        return store.requests().rejected(request.id(), position, position).stream()
                .findFirst();
    }

    private RejectedLine line(
            RequestRow request, int position, Reason reason, PartOfLine part, Map<Integer, RejectedLine> ofThisCall) {
        Money before = Optional.ofNullable(ofThisCall.get(position))
                .or(() -> already(request, position))
                .map(RejectedLine::net)
                .orElse(Money.zero(currency(request)));
        boolean whole = part.whole()
                && store.ledger()
                        .claimedBy(request.id(), position, Claimed.BILLED, 0, 1)
                        .isEmpty();
        return new RejectedLine(request.id(), position, reason, before.plus(part.value()), whole);
    }

    RequestRow change(long id, long version, Set<Integer> positions, Reason reason) {
        RequestRow before = read(id, version);
        if (reason.effect() == Effect.CANCELLED && (!positions.isEmpty() || before.state() != State.REJECTED)) {
            throw refused(Finding.error(
                            "CANCELS_ALL",
                            "code",
                            "Reason %s voids whole requests; %s stands in part"
                                    .formatted(reason.code(), before.number()))
                    .withRule("D-90"));
        }
        List<RejectedLine> lines = positions.isEmpty() ? rejectedLines(before) : rejectedLines(before, positions);
        if (lines.isEmpty() && before.reason().isEmpty()) {
            throw refused(
                    Finding.error("NOT_REJECTED", "lines", "Nothing of %s is rejected".formatted(before.number())));
        }
        boolean givesUp = reason.effect() == Effect.NOT_BILLABLE;
        Claimed from = givesUp ? Claimed.REOPENED : Claimed.GIVEN_UP;
        long act = act(before, reason);
        GivenBack back = new GivenBack(store, act, givesUp ? ActKind.WRITE_OFF : ActKind.UNDO_WRITE_OFF);
        Set<Integer> all = positions.isEmpty() ? Set.of(0) : positions;
        all.forEach(position -> back.all(id, position, from));
        if (!givesUp) {
            // of lines that were given up as a whole, what their fixed price covered is open with them
            lines.stream()
                    .filter(RejectedLine::whole)
                    .forEach(line -> uncover(act, ActKind.REOPEN, id, line.position()));
            if (before.reason().isPresent() && positions.isEmpty()) {
                uncover(act, ActKind.REOPEN, id, 0);
            }
        }
        store.requests()
                .putRejected(lines.stream()
                        .map(line -> new RejectedLine(id, line.position(), reason, line.net(), line.whole()))
                        .toList());
        Optional<Reason> ofAll = positions.isEmpty() ? before.reason().map(old -> reason) : before.reason();
        RequestRow after = store.requests().change(before.rejected(before.state(), before.items(), ofAll));
        log(before, after, reason, "request.reason-changed", List.copyOf(positions));
        return after;
    }

    private List<RejectedLine> rejectedLines(RequestRow request) {
        return request.rejected().isZero() && request.state() != State.REJECTED
                ? List.of()
                : store.requests().rejected(request.id(), 1, Integer.MAX_VALUE);
    }

    /** A line of a request that was rejected as a whole is rejected with it. */
    private List<RejectedLine> rejectedLines(RequestRow request, Set<Integer> positions) {
        List<RejectedLine> lines = new ArrayList<>();
        for (Integer position : positions) {
            LineRow row = store.requests()
                    .line(request.id(), position)
                    .orElseThrow(() -> BillhookException.unknown("line", request.number() + "/" + position));
            lines.add(already(request, position)
                    .filter(line -> line.whole() || request.reason().isEmpty())
                    .or(() -> request.reason()
                            .map(reason -> new RejectedLine(request.id(), position, reason, row.net(), true)))
                    .orElseThrow(() -> refused(Finding.error(
                            "NOT_REJECTED",
                            "lines",
                            "Nothing of line %d of %s is rejected".formatted(position, request.number())))));
        }
        return lines;
    }

    private RequestRow read(long id, long version) {
        RequestRow row = store.requests().find(id).orElseThrow(() -> BillhookException.unknown("request", id));
        store.objects().lock(row.items().stream().map(RequestItem::root).collect(Collectors.toSet()));
        if (row.version() != version) {
            throw new BillhookException(
                    BillhookException.Type.STALE,
                    Finding.error(
                            "STALE",
                            "Request %s has version %d, not %d".formatted(row.number(), row.version(), version)));
        }
        return row;
    }

    private static void requireStanding(RequestRow request) {
        if (request.state() == State.REJECTED) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error("ALREADY_REJECTED", "Request %s is rejected already".formatted(request.number())));
        }
    }

    private long act(RequestRow request, Reason reason) {
        return store.ledger()
                .act(new Act(Optional.of(request.run()), actor.name(), reason.code() + ": " + reason.note(), now));
    }

    private static ActKind kind(Reason reason) {
        return reason.effect() == Effect.NOT_BILLABLE ? ActKind.CREDIT : ActKind.REOPEN;
    }

    private static BillhookException refused(Finding finding) {
        return new BillhookException(BillhookException.Type.REFUSED, finding);
    }

    private void log(RequestRow before, RequestRow after, Reason reason, String event, List<Integer> lines) {
        String subject = "request/" + before.id();
        List<Change> changes = new ArrayList<>();
        changes.add(
                change(subject, "state", before.state().name(), after.state().name()));
        changes.add(change(
                subject,
                "rejected",
                before.rejected().toString(),
                after.rejected().toString()));
        changes.removeIf(change -> change.before().equals(change.after()));
        String where = lines.isEmpty()
                ? ""
                : " on lines " + lines.stream().limit(LINES).toList();
        changes.add(new Change(
                0,
                now,
                actor.name(),
                subject,
                "reason",
                before.reason().map(Reason::code),
                Optional.of(reason.code() + where),
                Optional.empty()));
        store.log().insertChanges(changes);
        String json = Json.text(Json.object()
                .put("number", before.number())
                .put("code", reason.code())
                .put("effect", reason.effect().name())
                .put("reason", reason.note())
                .put("state", after.state().name())
                .put("actor", actor.name())
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("rejected", Json.of(after.rejected())));
        store.log().putEvents(List.of(new Unnumbered(0, event, subject, json, now)));
    }

    private Change change(String subject, String field, String was, String is) {
        return new Change(0, now, actor.name(), subject, field, Optional.of(was), Optional.of(is), Optional.empty());
    }
}
