package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.billhook.core.api.Configurations.Configuration;

/** One version of a named configuration; never changed. */
@Entity(name = "Configuration")
@Table(name = "configuration")
public class ConfigurationEntity {

    @Id
    private long id;

    @Column(name = "section_name")
    private String section;

    private String name;
    private long version;
    private String content;
    private String actor;

    @Column(name = "stored_at")
    private Instant storedAt;

    protected ConfigurationEntity() {}

    public ConfigurationEntity(long id, Configuration configuration, long version) {
        this.id = id;
        section = configuration.section();
        name = configuration.name();
        this.version = version;
        content = configuration.json();
        actor = configuration.actor();
        storedAt = configuration.at();
    }

    public long id() {
        return id;
    }

    public Configuration configuration() {
        return new Configuration(section, name, version, content, actor, storedAt);
    }
}
