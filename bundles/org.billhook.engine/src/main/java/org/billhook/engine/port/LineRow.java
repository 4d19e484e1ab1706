package org.billhook.engine.port;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/**
 * A line of a request or of a preview. Plain, since a run writes millions.
 *
 * @param quantity null for a line without claim
 * @param serviceFrom null, as its end, for a line without claim, or of what has no day
 * @param characteristics those that the line shows; stored as compact text
 * @param revenueReceiver id of the object that the revenue goes to
 * @param derivation compact text, for people
 * @param priceBasis names the price at which shares of a source are valued, in at most 200 characters; empty without one
 * @param netAtPrice the net without the amounts that came on top of the price
 */
public record LineRow(
        long document,
        int position,
        Share quantity,
        String text,
        LocalDate serviceFrom,
        LocalDate serviceTo,
        Map<String, String> characteristics,
        Money net,
        long revenueReceiver,
        String derivation,
        Optional<String> priceBasis,
        Money netAtPrice) {}
