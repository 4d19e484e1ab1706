package org.billhook.engine.internal.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.spi.source.SourceDraft;

/**
 * SHA-256 over the content of a posting as it was sent, so that a repeat can be told from a contradiction. Not for more than
 * one thread.
 */
public final class Fingerprint {

    private final MessageDigest digest = Sha256.begin();
    private final StringBuilder text = new StringBuilder(256);

    public byte[] of(SourceDraft draft) {
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
