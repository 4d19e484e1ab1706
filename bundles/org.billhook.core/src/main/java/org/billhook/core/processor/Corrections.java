package org.billhook.core.processor;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;

/**
 * Finds out which open sources are corrected by others, however far apart they stand (G-22). A correction takes back work of the same
 * characteristics: on its own day, the same quantity before any other; else on the nearest day before it, else on the nearest after it;
 * and as much of it as it has. What is connected in this way is one group. Keeps a number, a day and a quantity of work that has
 * corrections, and nothing of any other. What takes back a posting that was billed is no correction of others (G-17).
 */
final class Corrections {

    private static final Corrections NONE = new Corrections();

    private final Map<Long, Member> members = new HashMap<>();

    private Corrections() {}

    /** A source in a group; the group is its root. */
    private static final class Member {
        private final LocalDate day;
        /** What is still to be corrected of it. */
        private BigDecimal left;

        private Member above;
        private int size = 1;

        Member(LocalDate day, BigDecimal left) {
            this.day = day;
            this.left = left;
        }

        Member root() {
            Member root = this;
            while (root.above != null) {
                root = root.above;
            }
            if (above != null) {
                above = root;
            }
            return root;
        }

        void join(Member other) {
            Member one = root();
            Member two = other.root();
            if (one != two) {
                Member large = one.size >= two.size ? one : two;
                Member small = large == one ? two : one;
                small.above = large;
                large.size += small.size;
            }
        }
    }

    /** Work of the same characteristics, by day. */
    private static final class Work {
        private final List<Member> corrections = new ArrayList<>(1);
        private final TreeMap<LocalDate, Deque<Member>> byDay = new TreeMap<>();

        void add(Member member) {
            byDay.computeIfAbsent(member.day, day -> new ArrayDeque<>(1)).add(member);
        }

        void match() {
            for (Member correction : corrections) {
                exact(correction);
                while (correction.left.signum() > 0 && !byDay.isEmpty()) {
                    Map.Entry<LocalDate, Deque<Member>> day = byDay.floorEntry(correction.day);
                    take(correction, day == null ? byDay.firstEntry() : day);
                }
            }
        }

        /** A posting of the same day that is taken back as a whole. */
        private void exact(Member correction) {
            Deque<Member> sameDay = byDay.getOrDefault(correction.day, new ArrayDeque<>(0));
            for (Iterator<Member> all = sameDay.iterator(); all.hasNext(); ) {
                Member work = all.next();
                if (work.left.compareTo(correction.left) == 0) {
                    all.remove();
                    correction.left = BigDecimal.ZERO;
                    correction.join(work);
                    break;
                }
            }
            if (sameDay.isEmpty()) {
                byDay.remove(correction.day);
            }
        }

        private void take(Member correction, Map.Entry<LocalDate, Deque<Member>> day) {
            Member work = day.getValue().peek();
            BigDecimal taken = work.left.min(correction.left);
            work.left = work.left.subtract(taken);
            correction.left = correction.left.subtract(taken);
            correction.join(work);
            if (work.left.signum() == 0) {
                day.getValue().remove();
            }
            if (day.getValue().isEmpty()) {
                byDay.remove(day.getKey());
            }
        }
    }

    /** @param sameWork what a correction and what it corrects have in common; empty for what has no corrections */
    static Corrections of(ItemInRun item, Function<OpenSource, Optional<Object>> sameWork) {
        Map<Object, Work> corrected = new HashMap<>();
        Corrections found = new Corrections();
        for (OpenSource source : item.corrections()) {
            Optional<Object> work = source.takesBack() ? Optional.empty() : sameWork.apply(source);
            work.ifPresent(key -> corrected
                    .computeIfAbsent(key, first -> new Work())
                    .corrections
                    .add(found.member(source)));
        }
        if (corrected.isEmpty()) {
            return NONE;
        }
        for (OpenSource source : item.openSources()) {
            if (source.open().signum() > 0) {
                sameWork.apply(source).map(corrected::get).ifPresent(work -> work.add(found.member(source)));
            }
        }
        corrected.values().forEach(Work::match);
        found.members.values().removeIf(member -> member.root().size == 1);
        return found;
    }

    private Member member(OpenSource source) {
        Member member = new Member(source.serviceDate(), source.open().value().abs());
        members.put(source.id(), member);
        return member;
    }

    /** The group of a source; empty if it neither corrects nor is corrected. */
    Optional<Object> of(OpenSource source) {
        return members.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(members.get(source.id())).map(Member::root);
    }

    /** Number of sources in a group. */
    int size(Object group) {
        return ((Member) group).size;
    }
}
