package org.billhook.engine.internal.sources;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.hash.Sha256;

/**
 * SHA-256 over the content of a posting as it was sent, so that a repeat can be told from a contradiction. Not for more than
 * one thread.
 */
final class Fingerprint {

    private final MessageDigest digest = Sha256.begin();
    private final StringBuilder text = new StringBuilder(256);

    byte[] of(SourceDraft draft) {
        text.setLength(0);
        add(draft.kind());
        add(draft.object().kind());
        add(draft.object().key());
        add(draft.posted().value().toPlainString());
        add(draft.posted().measure().code());
        add(draft.serviceDate().toString());
        add(draft.postingDate().map(Object::toString).orElse(""));
        add(draft.cost().map(Object::toString).orElse(""));
        add(draft.text());
        add(draft.billable() ? "1" : "0");
        for (Map.Entry<String, String> entry : new TreeMap<>(draft.characteristics()).entrySet()) {
            add(entry.getKey());
            add(entry.getValue());
        }
        return digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void add(String value) {
        text.append(value.length()).append(':').append(value);
    }
}
