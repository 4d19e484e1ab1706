package org.billhook.rest.whiteboard.internal;

import java.util.Map;

/** Headers of every answer that no resource gives: nothing of it is guessed, kept or shown inside of another page. */
final class SafeHeaders {

    static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private SafeHeaders() {}
}
