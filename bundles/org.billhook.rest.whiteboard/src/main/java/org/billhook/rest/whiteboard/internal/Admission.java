package org.billhook.rest.whiteboard.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds endpoints and keeps out what cannot be served: a newcomer that fails by itself is refused, with an error in the
 * log, until it goes. So one broken resource does not hold up every later change of the others.
 */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Function<Selection, Endpoint> endpoints;
    private final Set<Offer> refused = new HashSet<>();
    private Set<Offer> served = Set.of();

    Admission(Function<Selection, Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /** Throws what the building throws when no newcomer is to blame. */
    Endpoint build(Collection<Offer> offers) {
        refused.retainAll(offers);
        List<Offer> admitted =
                offers.stream().filter(offer -> !refused.contains(offer)).toList();
        try {
            Endpoint endpoint = endpoints.apply(Selection.of(admitted));
            served = Set.copyOf(admitted);
            return endpoint;
        } catch (RuntimeException | LinkageError e) {
            if (refuseBroken(admitted)) {
                return build(offers);
            }
            throw e;
        }
    }

    private boolean refuseBroken(List<Offer> admitted) {
        int before = refused.size();
        admitted.stream().filter(offer -> !served.contains(offer)).forEach(this::tryAlone);
        return refused.size() > before;
    }

    private void tryAlone(Offer offer) {
        try {
            endpoints.apply(Selection.of(List.of(offer))).close();
        } catch (RuntimeException | LinkageError e) {
            refused.add(offer);
            LOG.error(
                    "Not served, it cannot be built type='{}' bundle='{}' version='{}'",
                    offer.service().getClass().getName(),
                    offer.bundle(),
                    offer.version(),
                    e);
        }
    }
}
