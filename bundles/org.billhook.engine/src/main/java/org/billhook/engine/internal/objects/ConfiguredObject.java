package org.billhook.engine.internal.objects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.registry.Vacancy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object that an administrator keeps in a file, such as an item category in {@code etc/org.billhook.object-SVB1.cfg}:
 * created if it is not there, and given the values of the file where it has others, each time the server starts or the file
 * changes. What the file does not name stays. Checked and logged like any other change, under the name {@code configuration}.
 * It waits for the bundle of its kind.
 */
@Component(
        service = {ConfiguredObject.class, HealthCheck.class},
        immediate = true,
        configurationPid = "org.billhook.object",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredObject implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredObject.class);
    private static final Actor ACTOR = new Actor("configuration");
    private static final String ATTRIBUTE = "attribute.";
    private static final int MOST_TRIES = 5;

    private final BillingObjects objects;
    private final PluginRegistry plugins;
    private final String ref;
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final AutoCloseable changes;
    private boolean done;
    private volatile List<Finding> problems = List.of();

    /** @param settings {@code object}, {@code name}, and the attributes as {@code attribute.NAME} */
    @Activate
    public ConfiguredObject(
            @Reference BillingObjects objects, @Reference PluginRegistry plugins, Map<String, Object> settings) {
        this.objects = objects;
        this.plugins = plugins;
        ref = String.valueOf(settings.get("object"));
        name = String.valueOf(settings.getOrDefault("name", ref));
        settings.forEach((key, value) -> {
            if (key.startsWith(ATTRIBUTE)) {
                attributes.put(key.substring(ATTRIBUTE.length()), String.valueOf(value));
            }
        });
        changes = plugins.onChange(this::apply);
        apply();
    }

    @Override
    public List<Finding> problems() {
        return problems;
    }

    @Deactivate
    void stop() throws Exception {
        changes.close();
    }

    private synchronized void apply() {
        if (done || isWaiting()) {
            return;
        }
        for (int tries = 1; !done && tries <= MOST_TRIES; tries++) {
            try {
                ObjectRef object = ObjectRef.parse(ref);
                Optional<StoredObject> stored = objects.find(object);
                if (stored.isPresent()) {
                    change(stored.get());
                } else {
                    objects.create(new Draft(object, name, attributes), ACTOR);
                }
                done = true;
                problems = List.of();
            } catch (BillhookException e) {
                // unknown is a kind that no bundle has brought yet
                if (e.type() == Type.UNAVAILABLE || e.type() == Type.UNKNOWN) {
                    LOG.info("Configured object waits object='{}' reason='{}'", ref, reasons(e));
                    problems = List.of(Finding.warning(
                            "OBJECT_WAITS", "The object %s of etc/ is not there yet: %s".formatted(ref, reasons(e))));
                    return;
                }
                if (e.type() != Type.STALE && e.type() != Type.CONFLICT || tries == MOST_TRIES) {
                    refused(reasons(e));
                }
            } catch (IllegalArgumentException e) {
                refused(e.getMessage());
            }
        }
    }

    /** While a field check is away, all would be refused. */
    private boolean isWaiting() {
        try (Snapshot now = plugins.freeze()) {
            List<Vacancy> away = now.vacant(Spi.FIELD_CHECK);
            away.forEach(vacancy -> LOG.info(
                    "Configured object waits object='{}' reason='{}'",
                    ref,
                    vacancy.finding().message()));
            return !away.isEmpty();
        }
    }

    private void refused(String reason) {
        done = true;
        problems = List.of(Finding.error(
                "OBJECT_REFUSED", "The object %s of etc/ is refused, correct its file: %s".formatted(ref, reason)));
        LOG.error("Configured object was refused: correct its file object='{}' reason='{}'", ref, reason);
    }

    private void change(StoredObject stored) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        attributes.forEach((attribute, value) -> {
            if (!value.equals(stored.attributes().get(attribute))) {
                values.put(attribute, Optional.of(value).filter(text -> !text.isBlank()));
            }
        });
        Optional<String> newName = Optional.of(name).filter(text -> !text.equals(stored.name()));
        if (!values.isEmpty() || newName.isPresent()) {
            objects.change(stored.ref(), stored.version(), new Change(newName, Optional.empty(), values), ACTOR);
        }
    }

    private static String reasons(BillhookException refusal) {
        return String.join(
                "; ", refusal.findings().stream().map(Finding::message).toList());
    }
}
