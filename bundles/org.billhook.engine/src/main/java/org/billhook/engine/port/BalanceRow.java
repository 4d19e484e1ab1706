package org.billhook.engine.port;

import java.time.LocalDate;
import java.util.Optional;
import org.billhook.core.ledger.Balance;

/**
 * What stands on a source.
 *
 * @param heldUntil first day that what is held can be billed again
 */
public record BalanceRow(long source, Balance balance, Optional<LocalDate> heldUntil) {}
