package org.billhook.store.internal.repository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.IdempotentCalls.Answer;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;
import org.billhook.core.api.Page;
import org.billhook.engine.port.JobStore;
import org.billhook.store.internal.jpa.JobEntity;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Sql;

/** Jobs as entities, calls as rows. */
final class JpaJobs implements JobStore {

    private final Session session;

    JpaJobs(Session session) {
        this.session = session;
    }

    @Override
    public long insert(Job job, Optional<String> call) {
        long id = session.id(Sequence.JOB_ID);
        session.insert(new JobEntity(id, job, call.orElse(null)));
        return id;
    }

    @Override
    public Optional<String> callOf(long id) {
        return session.find(JobEntity.class, id).flatMap(JobEntity::call);
    }

    @Override
    public boolean update(Job job, State before) {
        boolean same = session.sql()
                        .update(
                                "UPDATE job SET state = ? WHERE id = ? AND state = ?",
                                job.state().name(),
                                job.id(),
                                before.name())
                == 1;
        if (same) {
            session.change(JobEntity.class, job.id(), entity -> entity.take(job));
        }
        return same;
    }

    @Override
    public Optional<Job> find(long id) {
        return session.find(JobEntity.class, id).map(JobEntity::job);
    }

    @Override
    public Page<Job> list(Page.Request page) {
        return NewestFirst.page(session, "job", JobEntity.class, JobEntity::id, JobEntity::job, page);
    }

    @Override
    public List<Job> of(String kind, String subject) {
        return load(session.sql()
                .list(
                        "SELECT id FROM job WHERE kind = ? AND subject = ? ORDER BY id DESC",
                        row -> row.number(1),
                        kind,
                        subject));
    }

    @Override
    public List<Job> inState(Collection<State> states) {
        if (states.isEmpty()) {
            return List.of();
        }
        return load(session.sql()
                .list(
                        "SELECT id FROM job WHERE state IN " + Sql.marks(states.size()) + " ORDER BY id",
                        row -> row.number(1),
                        List.copyOf(states)));
    }

    private List<Job> load(List<Long> ids) {
        return session.load(JobEntity.class, ids, JobEntity::id).stream()
                .map(JobEntity::job)
                .toList();
    }

    @Override
    public void insertCall(Call call) {
        session.sql()
                .update(
                        "INSERT INTO idempotent_call (actor, call_key, request_hash, called_at) VALUES (?, ?, ?, ?)",
                        call.actor(),
                        call.key(),
                        call.requestHash(),
                        call.at());
        call.answer().ifPresent(answer -> keepAnswer(call.actor(), call.key(), answer));
    }

    @Override
    public Optional<Call> findCall(String actor, String key) {
        return session.sql()
                .first(
                        "SELECT request_hash, called_at, status, content_type, headers, body FROM idempotent_call"
                                + " WHERE actor = ? AND call_key = ?",
                        row -> {
                            Optional<Integer> status = row.optionalInteger(3);
                            Optional<Answer> answer = status.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(new Answer(status.get(), row.text(4), row.text(5), row.bytes(6)));
                            return new Call(actor, key, row.text(1), row.moment(2), answer);
                        },
                        actor,
                        key);
    }

    @Override
    public void keepAnswer(String actor, String key, Answer answer) {
        session.sql()
                .update(
                        "UPDATE idempotent_call SET status = ?, content_type = ?, headers = ?, body = ?"
                                + " WHERE actor = ? AND call_key = ?",
                        answer.status(),
                        answer.contentType(),
                        answer.headers(),
                        answer.body(),
                        actor,
                        key);
    }

    @Override
    public void deleteCall(String actor, String key) {
        session.sql().update("DELETE FROM idempotent_call WHERE actor = ? AND call_key = ?", actor, key);
    }

    @Override
    public int deleteCallsBefore(Instant moment, boolean onlyUnanswered) {
        return session.sql()
                .update(
                        "DELETE FROM idempotent_call WHERE called_at < ?"
                                + (onlyUnanswered ? " AND status IS NULL" : ""),
                        moment);
    }
}
