package org.billhook.engine.internal.runs;

import java.util.Map;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.joda.money.Money;

/** Computes previews that go on from another one. */
public interface PreviewMaker {

    /**
     * @param worthBefore what sources were worth before anybody decided, by id
     * @param authors who decided something in the previews before
     */
    Preview make(Order order, Map<Long, Money> worthBefore, Set<String> authors, Actor actor);
}
