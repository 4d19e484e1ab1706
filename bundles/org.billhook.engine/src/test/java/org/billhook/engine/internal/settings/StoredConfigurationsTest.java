package org.billhook.engine.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Page;
import org.billhook.engine.inmemory.MemoryStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StoredConfigurationsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Actor ANNA = new Actor("anna");

    private final MemoryStore transactions = new MemoryStore();
    private final StoredConfigurations configurations =
            new StoredConfigurations(transactions, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void everyVersionIsKept() {
        configurations.put("mapping", "sip", 0, "{\"a\":1}", ANNA);
        configurations.put("mapping", "sip", 1, "{\"a\":2}", ANNA);

        assertThat(configurations.find("mapping", "sip"))
                .contains(new Configuration("mapping", "sip", 2, "{\"a\":2}", "anna", NOW));
        assertThat(configurations.find("mapping", "sip", 1))
                .map(Configuration::json)
                .contains("{\"a\":1}");
        assertThat(configurations.find("mapping", "other")).isEmpty();
        assertThat(configurations.list("mapping", Page.Request.first(10)).items())
                .hasSize(1);
    }

    @Test
    void changeMadeOnAnOldVersionIsStale() {
        configurations.put("mapping", "sip", 0, "{}", ANNA);
        assertThatThrownBy(() -> configurations.put("mapping", "sip", 0, "{}", ANNA))
                .hasMessage("Configuration mapping/sip is at version 1, not at 0")
                .asInstanceOf(type(BillhookException.class))
                .matches(e -> e.type() == Type.STALE);
    }

    @Test
    @Tag("I-8")
    void changeIsLogged() {
        configurations.put("mapping", "sip", 0, "{}", ANNA);
        assertThat(transactions.changes()).singleElement().satisfies(change -> {
            assertThat(change.actor()).isEqualTo("anna");
            assertThat(change.subject()).isEqualTo("configuration/mapping/sip");
            assertThat(change.before()).isEmpty();
            assertThat(change.after()).isEqualTo(Optional.of("1"));
        });
    }

    @Test
    void namesThatCannotBePartOfAPathAreRefused() {
        assertThatThrownBy(() -> configurations.put("mapping", "a/b", 0, "{}", ANNA))
                .asInstanceOf(type(BillhookException.class))
                .matches(e -> e.type() == Type.UNREADABLE);
    }
}
