package org.billhook.engine.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.IdempotentCalls.Answer;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;
import org.billhook.core.api.Page;
import org.billhook.engine.port.JobStore;
import org.billhook.engine.port.StoreException;

/** Jobs and calls. */
final class MemoryJobs implements JobStore {

    private final TreeMap<Long, Job> jobs = new TreeMap<>();
    private final TreeMap<String, Call> calls = new TreeMap<>();

    MemoryJobs copy() {
        MemoryJobs copy = new MemoryJobs();
        copy.jobs.putAll(jobs);
        copy.calls.putAll(calls);
        return copy;
    }

    @Override
    public long insert(Job job) {
        long id = jobs.size() + 1L;
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
    public void update(Job job) {
        jobs.put(job.id(), job);
    }

    @Override
    public Optional<Job> find(long id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Page<Job> list(Page.Request page) {
        return new Page<>(List.copyOf(jobs.descendingMap().values()), Optional.empty());
    }

    @Override
    public List<Job> inState(Collection<State> states) {
        return jobs.values().stream()
                .filter(job -> states.contains(job.state()))
                .toList();
    }

    @Override
    public void insertCall(Call call) {
        if (calls.putIfAbsent(call.actor() + "|" + call.key(), call) != null) {
            throw new StoreException(StoreException.Reason.DUPLICATE, "Key is taken", null);
        }
    }

    @Override
    public Optional<Call> findCall(String actor, String key) {
        return Optional.ofNullable(calls.get(actor + "|" + key));
    }

    @Override
    public void keepAnswer(String actor, String key, Answer answer) {
        calls.computeIfPresent(
                actor + "|" + key,
                (id, call) -> new Call(actor, key, call.requestHash(), call.at(), Optional.of(answer)));
    }

    @Override
    public void deleteCall(String actor, String key) {
        calls.remove(actor + "|" + key);
    }

    @Override
    public int deleteCallsBefore(Instant moment, boolean onlyUnanswered) {
        int before = calls.size();
        calls.values()
                .removeIf(call -> call.at().isBefore(moment)
                        && (!onlyUnanswered || call.answer().isEmpty()));
        return before - calls.size();
    }
}
