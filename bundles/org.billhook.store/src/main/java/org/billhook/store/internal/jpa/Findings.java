package org.billhook.store.internal.jpa;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Severity;
import org.billhook.store.internal.sql.Json;

/** Findings as a column. */
public final class Findings {

    private Findings() {}

    public static String json(List<Finding> findings) {
        return Json.of(findings, Findings::map);
    }

    public static List<Finding> of(String json) {
        return Json.list(json, Findings::finding);
    }

    private static Map<String, String> map(Finding finding) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("severity", finding.severity().name());
        map.put("code", finding.code());
        map.put("field", finding.field().orElse(null));
        map.put("rule", finding.rule().orElse(null));
        map.put("message", finding.message());
        return map;
    }

    private static Finding finding(Map<String, String> map) {
        return new Finding(
                Severity.valueOf(map.get("severity")),
                map.get("code"),
                Optional.ofNullable(map.get("field")),
                Optional.ofNullable(map.get("rule")),
                map.get("message"));
    }
}
