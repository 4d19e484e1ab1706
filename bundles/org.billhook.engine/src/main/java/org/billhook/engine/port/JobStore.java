package org.billhook.engine.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.IdempotentCalls.Answer;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;
import org.billhook.core.api.Page;

/** Jobs, and the first answers to calls with an idempotency key. */
public interface JobStore {

    /** @param call name of the call that began it; empty if none did */
    long insert(Job job, Optional<String> call);

    /** Name of the call that began a job; empty if none did, or there is no such job. */
    Optional<String> callOf(long id);

    /**
     * Stores a job whose stored state is still the one that was read.
     *
     * @return false, with nothing stored, if somebody changed the state meanwhile
     */
    boolean update(Job job, State before);

    Optional<Job> find(long id);

    Page<Job> list(Page.Request page);

    /** All of a kind with a subject, newest first. */
    List<Job> of(String kind, String subject);

    List<Job> inState(Collection<State> states);

    /**
     * A call that carried a key.
     *
     * @param answer empty while the first call runs
     */
    record Call(String actor, String key, String requestHash, Instant at, Optional<Answer> answer) {}

    /** @throws StoreException DUPLICATE if actor and key are taken */
    void insertCall(Call call);

    Optional<Call> findCall(String actor, String key);

    void keepAnswer(String actor, String key, Answer answer);

    void deleteCall(String actor, String key);

    /** Deletes answers older than the moment, and calls without an answer: a server that died left them. */
    int deleteCallsBefore(Instant moment, boolean onlyUnanswered);
}
