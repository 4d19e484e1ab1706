package org.billhook.engine.port;

import org.billhook.core.api.Requests.Reason;
import org.joda.money.Money;

/**
 * What was rejected of a line of a request.
 *
 * @param net value of what was rejected
 * @param whole whether nothing of the line stands
 */
public record RejectedLine(long document, int position, Reason reason, Money net, boolean whole) {}
