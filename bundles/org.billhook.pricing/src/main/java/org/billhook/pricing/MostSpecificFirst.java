package org.billhook.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.billhook.core.model.Characteristics;

/**
 * Order in which the shapes of a price list's keys are tried: more characteristics first. Of two with as many, the one that
 * has the most telling characteristic that the other lacks: person, project, customer, activity, material, then any other
 * name in alphabetical order.
 */
final class MostSpecificFirst implements Comparator<Set<String>> {

    private static final List<String> TELLING = List.of(
            Characteristics.PERSON,
            Characteristics.PROJECT,
            Characteristics.CUSTOMER,
            Characteristics.ACTIVITY,
            Characteristics.MATERIAL);

    private static final Comparator<String> BY_NAME =
            Comparator.comparingInt(MostSpecificFirst::place).thenComparing(Comparator.naturalOrder());

    @Override
    public int compare(Set<String> one, Set<String> other) {
        if (one.size() != other.size()) {
            return Integer.compare(other.size(), one.size());
        }
        List<String> names = new ArrayList<>(one);
        List<String> others = new ArrayList<>(other);
        names.sort(BY_NAME);
        others.sort(BY_NAME);
        for (int i = 0; i < names.size(); i++) {
            int first = BY_NAME.compare(names.get(i), others.get(i));
            if (first != 0) {
                return first;
            }
        }
        return 0;
    }

    private static int place(String name) {
        int place = TELLING.indexOf(name);
        return place < 0 ? TELLING.size() : place;
    }
}
