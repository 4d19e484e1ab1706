package org.billhook.engine.internal.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lease on a generation; with a set of gates entered, a unit of work in it. */
public final class LeasedSnapshot implements Snapshot {

    private final Generation generation;
    private final Set<Gate<?>> entered;
    private final List<Vacancy> vacancies;
    private final Runnable atEnd;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Optional<Work<?>> work = Work.current();

    private LeasedSnapshot(Generation generation, Set<Gate<?>> entered, List<Vacancy> vacancies, Runnable atEnd) {
        this.generation = generation;
        this.entered = entered;
        this.vacancies = vacancies;
        this.atEnd = atEnd;
        work.ifPresent(each -> each.holds(this));
    }

    /** @param atEnd gives the lease back */
    static LeasedSnapshot of(Generation generation, Runnable atEnd) {
        return new LeasedSnapshot(generation, Set.of(), List.of(), atEnd);
    }

    /** The same lease, and what is vacant in it; to be closed in place of this. */
    LeasedSnapshot with(List<Vacancy> vacant) {
        return new LeasedSnapshot(generation, entered, vacant, this::close);
    }

    Generation content() {
        return generation;
    }

    @Override
    public String generation() {
        return generation.digest();
    }

    @Override
    public <S> Optional<Leased<S>> find(Spi<S> spi, String id) {
        Provider<S> provider = generation.find(spi, id);
        return provider == null ? Optional.empty() : Optional.of(leased(provider));
    }

    @Override
    public <S> List<Leased<S>> ranked(Spi<S> spi) {
        List<Leased<S>> all = new ArrayList<>();
        generation.ranked(spi).forEach(provider -> all.add(leased(provider)));
        return all;
    }

    @Override
    public List<Vacancy> vacant(Spi<?> spi) {
        return vacancies.stream().filter(vacancy -> vacancy.spi().equals(spi)).toList();
    }

    @Override
    public Snapshot unit() {
        Set<Gate<?>> gates = new HashSet<>();
        for (Provider<?> provider : generation.active()) {
            if (provider.gate().enter()) {
                gates.add(provider.gate());
            }
        }
        return new LeasedSnapshot(generation, gates, vacancies, () -> gates.forEach(Gate::leave));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            work.ifPresent(each -> each.gaveBack(this));
            atEnd.run();
        }
    }

    private <S> Leased<S> leased(Provider<S> provider) {
        return new GuardedLease<>(provider, entered.contains(provider.gate()));
    }
}
