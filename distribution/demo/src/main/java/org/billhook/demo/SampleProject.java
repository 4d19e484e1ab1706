package org.billhook.demo;

import java.util.List;

/**
 * A made-up customer project.
 *
 * @param key of the project; its billing element has the same with {@code .0}
 * @param packages keys and names of its work packages
 * @param order key of the sales order whose item 10 bills it
 */
record SampleProject(String key, String name, String customer, String order, List<Package> packages) {

    /** A work package that time is posted on. */
    record Package(String key, String name) {}

    String billingElement() {
        return key + ".0";
    }

    static List<SampleProject> all() {
        return List.of(
                project(
                        "CRANE",
                        "Harbour crane control",
                        "NORDKAI",
                        "4711",
                        "Analysis",
                        "Control software",
                        "On-site start-up"),
                project("LEDGER", "Migration of a ledger", "ALTBANK", "4712", "Data cleansing", "Migration runs"),
                project(
                        "PORTAL",
                        "Patient portal",
                        "SPITAL-9",
                        "4713",
                        "Design",
                        "Development",
                        "Accessibility",
                        "Training"),
                project("ROUTES", "Route planning", "EILPOST", "4714", "Algorithms", "Map data", "Driver app"));
    }

    private static SampleProject project(String key, String name, String customer, String order, String... packages) {
        List<Package> all = new java.util.ArrayList<>();
        for (int i = 0; i < packages.length; i++) {
            all.add(new Package("%s.%d".formatted(key, i + 1), packages[i]));
        }
        return new SampleProject(key, name, customer, order, all);
    }
}
