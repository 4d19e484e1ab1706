package org.billhook.rest.internal.call;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.Actor;
import org.billhook.core.api.IdempotentCalls;

/** A call with an idempotency key that goes on for the first time, until its answer is kept. */
final class KeyedCall {

    private final IdempotentCalls calls;
    private final Actor actor;
    private final String key;
    private final SpooledBody body;
    private int status;
    private List<String> headers = List.of();

    KeyedCall(IdempotentCalls calls, Actor actor, String key, SpooledBody body) {
        this.calls = calls;
        this.actor = actor;
        this.key = key;
        this.body = body;
    }

    SpooledBody body() {
        return body;
    }

    void answered(int answerStatus, List<String> answerHeaders) {
        status = answerStatus;
        headers = new ArrayList<>(answerHeaders);
    }

    void keep(String contentType, byte[] content) {
        calls.keep(actor, key, new IdempotentCalls.Answer(status, contentType, String.join("\n", headers), content));
    }

    void release() {
        calls.release(actor, key);
    }
}
