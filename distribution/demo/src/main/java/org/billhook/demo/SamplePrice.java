package org.billhook.demo;

import java.util.List;
import java.util.Map;

/** One entry of the price list of the sample, in EUR per hour. */
record SamplePrice(Map<String, String> key, String price, String validFrom) {

    static List<SamplePrice> all() {
        return List.of(
                activity("CONSULTING", "145.00", "2026-01-01"),
                activity("DEVELOPMENT", "118.50", "2026-01-01"),
                activity("DEVELOPMENT", "121.75", "2026-03-01"),
                activity("TESTING", "96.25", "2026-01-01"),
                activity("TRAVEL", "60.00", "2026-01-01"),
                new SamplePrice(Map.of("activity", "CONSULTING", "person", "gruber"), "165.00", "2026-01-01"));
    }

    private static SamplePrice activity(String activity, String price, String validFrom) {
        return new SamplePrice(Map.of("activity", activity), price, validFrom);
    }
}
