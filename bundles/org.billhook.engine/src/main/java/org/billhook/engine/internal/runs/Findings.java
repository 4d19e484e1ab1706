package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;

/** Findings of a root; equal ones, as from a thousand sources without a price, are told once with their number. */
final class Findings {

    private static final int MOST = 50;

    private final Map<Finding, Integer> counts = new LinkedHashMap<>();
    private int others;

    void add(Finding finding) {
        counts.putIfAbsent(finding, 1);
    }

    void count(Finding finding) {
        if (counts.containsKey(finding) || counts.size() < MOST) {
            counts.merge(finding, 1, Integer::sum);
        } else {
            others++;
        }
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(counts.size());
        counts.forEach((finding, count) -> all.add(
                count == 1
                        ? finding
                        : new Finding(
                                finding.severity(),
                                finding.code(),
                                finding.field(),
                                finding.rule(),
                                finding.message() + " (" + count + " sources)")));
        if (others > 0) {
            all.add(Finding.warning("MORE", others + " sources stay open for further reasons: ask why-not of each"));
        }
        return all;
    }
}
