package org.billhook.engine.port;

import java.time.Instant;
import java.time.LocalDate;
import org.billhook.core.api.Requests;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.joda.money.Money;

/** A request, its root and item by id. */
public record RequestRow(
        long id,
        String number,
        RequestKind kind,
        Requests.State state,
        long root,
        long item,
        String party,
        Money net,
        LocalDate keyDate,
        long run,
        long lines,
        Instant createdAt,
        String actor,
        long version) {}
