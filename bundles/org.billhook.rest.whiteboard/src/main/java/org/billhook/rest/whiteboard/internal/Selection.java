package org.billhook.rest.whiteboard.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.rest.whiteboard.internal.Offer.Place;
import org.osgi.framework.Version;

/**
 * Who serves. While two versions of a bundle stand side by side, the higher one has every place that both offer, so
 * that an upgrade or a way back has no moment without an answer.
 */
record Selection(List<Object> resources, List<Object> extensions) {

    static Selection of(Collection<Offer> offers) {
        Map<Place, Version> highest = new HashMap<>();
        offers.forEach(offer -> highest.merge(offer.place(), offer.version(), Selection::higher));
        List<Offer> chosen = offers.stream()
                .filter(offer -> offer.version().equals(highest.get(offer.place())))
                .sorted(Comparator.comparingLong(Offer::order))
                .toList();
        return new Selection(services(chosen, true), services(chosen, false));
    }

    private static List<Object> services(List<Offer> chosen, boolean resource) {
        return chosen.stream()
                .filter(offer -> offer.resource() == resource)
                .map(Offer::service)
                .toList();
    }

    private static Version higher(Version a, Version b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
