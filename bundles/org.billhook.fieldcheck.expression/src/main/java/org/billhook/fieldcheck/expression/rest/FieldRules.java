package org.billhook.fieldcheck.expression.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Configurations;
import org.billhook.core.api.Page;
import org.billhook.core.api.Plugins;
import org.billhook.core.model.Finding;
import org.billhook.fieldcheck.expression.ExpressionCheck;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that users saved, every version of each. What is saved counts at once: each active rule becomes a configuration
 * of {@link ExpressionCheck}, and all of them are made to agree with the database when this starts. Configurations that came
 * from elsewhere, such as files, are left alone.
 */
@Component(service = FieldRules.class, immediate = true)
public final class FieldRules {

    /** A version of a rule, and who saved it when. */
    record Saved(String name, long version, FieldRule rule, String actor, Instant at) {}

    static final String SECTION = "field-rule";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final int PAGE = 100;
    private static final int MOST_LOOKS = 1_000;
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final String VERSION = "saved.version";
    private static final String SPI = "FieldCheck";
    private static final Logger LOG = LoggerFactory.getLogger(FieldRules.class);

    private final Configurations saved;
    private final ConfigurationAdmin checks;
    private final Plugins plugins;
    private final ObjectMapper json = new ObjectMapper();

    @Activate
    public FieldRules(
            @Reference Configurations saved, @Reference ConfigurationAdmin checks, @Reference Plugins plugins) {
        this.plugins = plugins;
        this.saved = saved;
        this.checks = checks;
        publishAll();
    }

    Saved get(String name) {
        return saved.find(SECTION, name)
                .map(this::read)
                .orElseThrow(() -> BillhookException.unknown("field rule", name));
    }

    Page<Saved> list(Page.Request request) {
        Page<Configurations.Configuration> page = saved.list(SECTION, request);
        return new Page<>(page.items().stream().map(this::read).toList(), page.next());
    }

    /** @param expected version it was made on, 0 for a new one */
    Saved put(String name, long expected, FieldRule rule, Actor actor) {
        if (!NAME.matcher(name).matches()) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "BAD_NAME",
                            "name",
                            "Name '%s' of a rule must be 1 to 60 lower-case letters, digits and hyphens"
                                    .formatted(name)));
        }
        refuseTaken(name);
        Saved stored = read(saved.put(SECTION, name, expected, write(rule), actor));
        Optional<String> before = inUse(name);
        if (publish(name)) {
            awaitUse(name, rule.active(), before);
        }
        if (!rule.active()) {
            retire(name, actor);
        }
        return stored;
    }

    /** Two checks of one id would leave one of them unasked. */
    private void refuseTaken(String name) {
        plugins.list().stream()
                .filter(check -> check.spi().equals(SPI)
                        && check.id().equals(name)
                        && !check.bundle().equals(ExpressionCheck.PID))
                .findFirst()
                .ifPresent(check -> {
                    throw new BillhookException(
                            BillhookException.Type.CONFLICT,
                            Finding.error(
                                    "NAME_TAKEN",
                                    "name",
                                    "Bundle %s has a field check of id '%s': give the rule another name"
                                            .formatted(check.bundle(), name)));
                });
    }

    /** A rule that was taken out of use on purpose is not waited for; one whose bundle went is. */
    private void retire(String name, Actor actor) {
        boolean away = plugins.list().stream()
                .anyMatch(check -> check.spi().equals(SPI)
                        && check.id().equals(name)
                        && check.state() == Plugins.State.AWAY
                        && check.bundle().equals(ExpressionCheck.PID));
        if (away) {
            plugins.retire(SPI, name, "The rule is not in use any more", actor);
        }
    }

    private void publishAll() {
        Set<String> names = plugins.list().stream()
                .filter(check -> check.bundle().equals(ExpressionCheck.PID))
                .map(Plugins.Version::id)
                .collect(Collectors.toCollection(HashSet::new));
        Optional<Page.Request> next = Optional.of(Page.Request.first(PAGE));
        while (next.isPresent()) {
            Page<Configurations.Configuration> page = saved.list(SECTION, next.get());
            page.items().forEach(each -> names.add(each.name()));
            next = page.next().map(after -> new Page.Request(Optional.of(after), PAGE));
        }
        List<String> gone =
                names.stream().filter(name -> publish(name) && !isActive(name)).toList();
        if (!gone.isEmpty()) {
            // not awaited here: the component runtime may be on this thread
            CompletableFuture.runAsync(() -> gone.forEach(this::retireWhenOutOfUse))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            LOG.error(
                                    "Rules that the database does not have are still waited for names='{}'",
                                    gone,
                                    failure);
                        }
                    });
        }
    }

    private void retireWhenOutOfUse(String name) {
        awaitUse(name, false, Optional.empty());
        retire(name, Actor.SYSTEM);
    }

    private boolean isActive(String name) {
        return saved.find(SECTION, name)
                .map(this::read)
                .filter(each -> each.rule().active())
                .isPresent();
    }

    /**
     * Makes the check agree with the newest version, whatever that is by now.
     *
     * @return whether anything had to change
     */
    private synchronized boolean publish(String name) {
        Optional<Saved> newest = saved.find(SECTION, name).map(this::read).filter(each -> each.rule()
                .active());
        try {
            Configuration check = checks.getFactoryConfiguration(ExpressionCheck.PID, name, "?");
            if (newest.isPresent()) {
                Hashtable<String, Object> properties = newest.get().rule().properties(name);
                properties.put(VERSION, newest.get().version());
                return check.updateIfDifferent(properties);
            }
            boolean known = check.getProperties() != null;
            boolean ours = known && check.getProperties().get(VERSION) != null;
            if (ours || !known) {
                check.delete();
            }
            return ours;
        } catch (IOException e) {
            throw new UncheckedIOException("Rule '%s' is saved, but could not be put to use".formatted(name), e);
        }
    }

    /** The component runtime follows its configurations a moment later, and the registry of plugins follows that. */
    private void awaitUse(String name, boolean active, Optional<String> before) {
        for (int look = 0; active ? inUse(name).equals(before) : inUse(name).isPresent(); look++) {
            if (look == MOST_LOOKS) {
                throw new IllegalStateException("Rule '%s' is saved, but not in use: see the log".formatted(name));
            }
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    /** Digest of the settings that the check of a rule decides by; empty if there is none. */
    private Optional<String> inUse(String name) {
        return plugins.list().stream()
                .filter(check ->
                        check.bundle().equals(ExpressionCheck.PID) && check.id().equals(name))
                .filter(check -> check.state() == Plugins.State.ACTIVE)
                .map(Plugins.Version::settings)
                .findFirst();
    }

    private Saved read(Configurations.Configuration from) {
        try {
            return new Saved(
                    from.name(), from.version(), json.readValue(from.json(), FieldRule.class), from.actor(), from.at());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rule '%s' is not as it was saved".formatted(from.name()), e);
        }
    }

    private String write(FieldRule rule) {
        try {
            return json.writeValueAsString(rule);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
