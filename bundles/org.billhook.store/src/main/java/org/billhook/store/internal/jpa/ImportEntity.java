package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.billhook.core.api.ImportJournal.Import;
import org.billhook.core.api.ImportJournal.State;

/** An import. */
@Entity(name = "Import")
@Table(name = "import_run")
public class ImportEntity {

    @Id
    private long id;

    private String mapping;

    @Column(name = "mapping_version")
    private long mappingVersion;

    @Column(name = "file_name")
    private String file;

    private String checksum;
    private String state;

    @Column(name = "row_count")
    private long rows;

    private long posted;
    private long unchanged;
    private long refused;
    private long skipped;
    private String actor;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    protected ImportEntity() {}

    public ImportEntity(long id, Import row) {
        this.id = id;
        take(row);
    }

    public final void take(Import row) {
        mapping = row.mapping();
        mappingVersion = row.mappingVersion();
        file = row.file();
        checksum = row.checksum();
        state = row.state().name();
        rows = row.rows();
        posted = row.posted();
        unchanged = row.unchanged();
        refused = row.refused();
        skipped = row.skipped();
        actor = row.actor();
        startedAt = row.startedAt();
        endedAt = row.endedAt().orElse(null);
    }

    public long id() {
        return id;
    }

    public Import row() {
        return new Import(
                id,
                mapping,
                mappingVersion,
                file,
                checksum,
                State.valueOf(state),
                rows,
                posted,
                unchanged,
                refused,
                skipped,
                actor,
                startedAt,
                Optional.ofNullable(endedAt));
    }
}
