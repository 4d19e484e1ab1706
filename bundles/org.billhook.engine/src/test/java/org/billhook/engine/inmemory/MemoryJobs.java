package org.billhook.engine.inmemory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.IdempotentCalls.Answer;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;
import org.billhook.core.api.Page;
import org.billhook.engine.port.JobStore;
import org.billhook.engine.port.StoreException;

final class MemoryJobs implements JobStore {

    private final Undo.Table<Long, Job> jobs;
    private final Undo.Table<Long, String> callOf;
    private final Undo.Table<String, Call> calls;
    private long next = 1;

    MemoryJobs(Undo undo) {
        jobs = undo.table();
        callOf = undo.table();
        calls = undo.table();
    }

    @Override
    public long insert(Job job, Optional<String> call) {
        long id = next++;
        call.ifPresent(name -> callOf.put(id, name));
        jobs.put(
                id,
                new Job(
                        id,
                        job.kind(),
                        job.subject(),
                        job.state(),
                        job.done(),
                        job.total(),
                        job.actor(),
                        job.createdAt(),
                        job.endedAt(),
                        job.findings()));
        return id;
    }

    @Override
    public Optional<String> callOf(long id) {
        return Optional.ofNullable(callOf.get(id));
    }

    @Override
    public boolean update(Job job, State before) {
        boolean same = jobs.get(job.id()).state() == before;
        if (same) {
            jobs.put(job.id(), job);
        }
        return same;
    }

    @Override
    public Optional<Job> find(long id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Page<Job> list(Page.Request page) {
        List<Job> all = new ArrayList<>(jobs.rows().values());
        Collections.reverse(all);
        return Pages.of(all, page);
    }

    @Override
    public List<Job> of(String kind, String subject) {
        List<Job> found = new ArrayList<>(jobs.rows().values());
        found.removeIf(job -> !job.kind().equals(kind) || !job.subject().equals(subject));
        Collections.reverse(found);
        return found;
    }

    @Override
    public List<Job> inState(Collection<State> states) {
        return jobs.rows().values().stream()
                .filter(job -> states.contains(job.state()))
                .toList();
    }

    private static String key(String actor, String key) {
        return actor + "\n" + key;
    }

    @Override
    public void insertCall(Call call) {
        if (calls.get(key(call.actor(), call.key())) != null) {
            throw new StoreException(StoreException.Reason.DUPLICATE, "Key " + call.key(), null);
        }
        calls.put(key(call.actor(), call.key()), call);
    }

    @Override
    public Optional<Call> findCall(String actor, String key) {
        return Optional.ofNullable(calls.get(key(actor, key)));
    }

    @Override
    public void keepAnswer(String actor, String key, Answer answer) {
        Call call = calls.get(key(actor, key));
        calls.put(key(actor, key), new Call(actor, key, call.requestHash(), call.at(), Optional.of(answer)));
    }

    @Override
    public void deleteCall(String actor, String key) {
        calls.remove(key(actor, key));
    }

    @Override
    public int deleteCallsBefore(Instant moment, boolean onlyUnanswered) {
        List<Call> old = calls.rows().values().stream()
                .filter(call -> call.at().isBefore(moment)
                        && (!onlyUnanswered || call.answer().isEmpty()))
                .toList();
        old.forEach(call -> calls.remove(key(call.actor(), call.key())));
        return old.size();
    }
}
