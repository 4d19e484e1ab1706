package org.billhook.itests;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.billhook.harness.Books;
import org.billhook.harness.Books.Time;

/** A project of a test: one billing element with one work package, billed by item 10 of an order; all keys start alike. */
record Work(String key) {

    static Work project(Books books, String key) {
        return project(books, key, "itemized");
    }

    static Work project(Books books, String key, String relevance) {
        Work work = new Work(key);
        String customer = "CUSTOMER-" + key;
        books.project(key, "Project " + key, customer, "EUR");
        books.billingElement(key + ".0", "All of " + key, key);
        books.element(work.element(), "Work package", key, key + ".0");
        books.order(key, customer, "EUR");
        books.item(key, 10, customer, "EUR", relevance, key + ".0");
        return work;
    }

    String element() {
        return key + ".1";
    }

    /** Reference of the billing root. */
    String root() {
        return "wbs-element/%s.0".formatted(key);
    }

    Time time(String externalId, String day, String activity, String hours) {
        return new Time(
                externalId,
                element(),
                LocalDate.parse(day),
                "ada",
                activity,
                new BigDecimal(hours),
                "Posting " + externalId);
    }

    /** Postings of an hour each in January 2026. */
    List<Time> hours(int count, String activity) {
        List<Time> times = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            times.add(time("%s-%06d".formatted(key, i), "2026-01-%02d".formatted(1 + i % 31), activity, "1"));
        }
        return times;
    }
}
