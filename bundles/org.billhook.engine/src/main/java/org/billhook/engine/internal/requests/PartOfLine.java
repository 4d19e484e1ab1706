package org.billhook.engine.internal.requests;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Requests.Part;
import org.billhook.core.ledger.Split;
import org.billhook.core.model.Share;
import org.billhook.engine.port.LedgerStore.Move;
import org.joda.money.Money;

/**
 * What a part of a line is: the shares and values of the claims that it takes. Pure.
 *
 * @param value what the part is worth, with the sign of the line
 * @param moves what it takes of each claim
 * @param whole whether nothing of the claims it was cut from stands after it
 */
record PartOfLine(Money value, List<Move> moves, boolean whole) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal ULP = BigDecimal.ONE.movePointLeft(Share.SCALE);

    /**
     * Cuts a part.
     *
     * @param standing value of what the claims stand for, or of a line without claims
     * @param claims oldest source first
     * @return empty if an amount exceeds what stands, or so little stands that no share of it is left
     */
    static Optional<PartOfLine> cut(Part part, Money standing, List<Move> claims) {
        Money value = value(part, standing);
        boolean all =
                part.percent().filter(percent -> percent.compareTo(HUNDRED) < 0).isEmpty()
                        && (part.amount().isEmpty() || value.isEqual(standing));
        if (all) {
            return Optional.of(new PartOfLine(standing, claims, true));
        }
        if (value.getAmount().abs().compareTo(standing.getAmount().abs()) > 0
                || (standing.isZero() && part.amount().isPresent())) {
            return Optional.empty();
        }
        return shares(part, value, standing, claims).map(moves -> new PartOfLine(value, moves, false));
    }

    /** A percentage is rounded half away from zero to the minor unit. */
    private static Money value(Part part, Money standing) {
        if (part.amount().isPresent()) {
            return standing.isNegative()
                    ? part.amount().get().negated()
                    : part.amount().get();
        }
        return standing.multipliedBy(part.percent().orElse(HUNDRED).divide(HUNDRED), RoundingMode.HALF_UP);
    }

    /** Each claim gives its proportion; remainder cents come from the oldest (D-85). */
    private static Optional<List<Move>> shares(Part part, Money value, Money standing, List<Move> claims) {
        List<Money> worth =
                claims.stream().map(claim -> claim.value().orElseThrow()).toList();
        List<Money> values = claims.isEmpty() ? worth : values(part, value, standing, worth);
        List<Move> moves = new ArrayList<>(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            Move claim = claims.get(i);
            Money cut = values.get(i);
            BigDecimal share = share(part, value, standing, claim.share());
            boolean ofValue = !cut.isZero();
            boolean allOfValue = cut.isEqual(worth.get(i));
            if (share.signum() == 0 && ofValue) {
                share = ulp(claim);
            }
            if (share.compareTo(claim.share()) == 0 && !allOfValue) {
                share = claim.share().subtract(ulp(claim));
                if (share.signum() == 0) {
                    return Optional.empty();
                }
            }
            if (share.signum() != 0) {
                moves.add(of(claim, share, cut));
            }
        }
        return Optional.of(moves);
    }

    /** Of postings and corrections that come to nothing together, each gives its percentage of what it is worth itself. */
    private static List<Money> values(Part part, Money value, Money standing, List<Money> worth) {
        if (!standing.isZero()) {
            return Split.oldestFirst(value, worth);
        }
        BigDecimal percent = part.percent().orElseThrow();
        return Split.byWorth(
                value,
                worth.stream()
                        .map(money -> money.getAmount().multiply(percent).movePointLeft(2))
                        .toList(),
                worth.stream().map(money -> BigDecimal.ONE).toList());
    }

    private static BigDecimal ulp(Move claim) {
        return claim.share().signum() < 0 ? ULP.negate() : ULP;
    }

    private static BigDecimal share(Part part, Money value, Money standing, BigDecimal claimed) {
        return part.percent().isPresent()
                ? claimed.multiply(part.percent().get()).divide(HUNDRED, Share.SCALE, RoundingMode.HALF_UP)
                : claimed.multiply(value.getAmount()).divide(standing.getAmount(), Share.SCALE, RoundingMode.HALF_UP);
    }

    private static Move of(Move claim, BigDecimal share, Money value) {
        return new Move(
                claim.source(),
                claim.seq(),
                claim.kind(),
                share,
                false,
                Optional.of(value),
                claim.document(),
                claim.position(),
                Optional.empty());
    }
}
