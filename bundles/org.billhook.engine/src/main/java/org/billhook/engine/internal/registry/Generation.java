package org.billhook.engine.internal.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The active plugins of one moment, and how many snapshots hold them. What is active never changes; a later generation
 * takes its place.
 */
final class Generation {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** A later one has a higher number. */
    private final long number = NUMBERS.incrementAndGet();

    private final Map<Provider.Key, Provider<?>> active;
    private final Map<Spi<?>, List<Provider<?>>> ranked;
    private final List<Vacancy> broken;
    private final String fingerprint;
    private final String digest;
    private long leases;
    private boolean replaced;

    Generation(Collection<Provider<?>> providers) {
        this(providers, List.of());
    }

    /** @param broken plugins that never decided, as they do not pass their self-check */
    Generation(Collection<Provider<?>> providers, List<Vacancy> broken) {
        this.broken = List.copyOf(broken);
        active = providers.stream().collect(Collectors.toUnmodifiableMap(Provider::key, provider -> provider));
        Map<Spi<?>, List<Provider<?>>> bySpi = new HashMap<>();
        for (Spi<?> spi : Spi.ALL) {
            bySpi.put(
                    spi,
                    active.values().stream()
                            .filter(provider -> provider.spi().equals(spi))
                            .sorted(Comparator.<Provider<?>>comparingInt(Provider::ranking)
                                    .thenComparing(Provider::id))
                            .toList());
        }
        ranked = Map.copyOf(bySpi);
        fingerprint = active.values().stream().map(Provider::signature).sorted().collect(Collectors.joining("\n"));
        // a field check decides what may be changed, not what is billed: no run waits for one, no preview ends with it
        digest = Digests.hex(active.values().stream()
                .filter(provider -> !provider.spi().equals(Spi.FIELD_CHECK))
                .map(Provider::signature)
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    String digest() {
        return digest;
    }

    long number() {
        return number;
    }

    /** Whether the same plugins decide in it, field checks too. */
    boolean isAs(Generation other) {
        return fingerprint.equals(other.fingerprint) && broken.equals(other.broken);
    }

    List<Vacancy> broken() {
        return broken;
    }

    boolean has(Provider.Key key) {
        return active.containsKey(key);
    }

    Collection<Provider<?>> active() {
        return active.values();
    }

    @SuppressWarnings("unchecked") // the key carries the SPI that the provider was tracked for
    <S> Provider<S> find(Spi<S> spi, String id) {
        return (Provider<S>) active.get(new Provider.Key(spi, id));
    }

    Provider<?> find(Provider.Key key) {
        return active.get(key);
    }

    @SuppressWarnings("unchecked") // as above
    <S> List<Provider<S>> ranked(Spi<S> spi) {
        return (List<Provider<S>>) (List<?>) ranked.getOrDefault(spi, List.of());
    }

    boolean contains(Provider<?> provider) {
        return active.get(provider.key()) == provider;
    }

    boolean containsBundle(long bundleId) {
        return active.values().stream().anyMatch(provider -> provider.bundleId() == bundleId);
    }

    synchronized long leases() {
        return leases;
    }

    /** @return false if a later generation has taken its place and nobody holds it any more */
    synchronized boolean lease() {
        if (over()) {
            return false;
        }
        leases++;
        return true;
    }

    /** @return whether it is over now */
    synchronized boolean giveBack() {
        leases--;
        return over();
    }

    /** @return whether it is over now */
    synchronized boolean replace() {
        replaced = true;
        return over();
    }

    private boolean over() {
        return replaced && leases == 0;
    }
}
