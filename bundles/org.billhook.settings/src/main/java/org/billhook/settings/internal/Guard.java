package org.billhook.settings.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ConfigurationPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a configuration on its way to whoever it is for: a value that is none is replaced by the one that counted before, or
 * left out, and told.
 */
final class Guard implements ConfigurationPlugin, ConfigurationListener, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String FILE = "felix.fileinstall.filename";

    private final Function<String, Map<String, Setting>> described;
    private final InUse inUse;

    /** By configuration and name. */
    private final Map<String, Map<String, Finding>> problems = new ConcurrentSkipListMap<>();

    /** @param described settings of a configuration, by the pid under which they are described */
    Guard(Function<String, Map<String, Setting>> described, InUse inUse) {
        this.described = described;
        this.inUse = inUse;
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> target, Dictionary<String, Object> properties) {
        Object factory = properties.get(ConfigurationAdmin.SERVICE_FACTORYPID);
        String pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        Map<String, Setting> settings = described.apply(factory == null ? pid : String.valueOf(factory));
        if (settings.isEmpty()) {
            return;
        }
        String place = place(pid, properties.get(FILE));
        Map<String, Finding> found = new ConcurrentSkipListMap<>();
        for (String name : Collections.list(properties.keys())) {
            Setting setting = settings.get(name);
            if (setting != null) {
                check(pid, place, setting, properties).ifPresent(finding -> found.put(name, finding));
            } else if (factory == null && !name.contains(".") && DescribedSettings.knowsAll(pid)) {
                found.put(name, unknown(place, name, settings));
            }
        }
        settings.keySet().stream()
                .filter(name -> properties.get(name) == null && !found.containsKey(name))
                .forEach(name -> inUse.forget(pid, name));
        tell(pid, found);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            problems.remove(event.getPid());
            inUse.forget(event.getPid());
        }
    }

    @Override
    public List<Finding> problems() {
        List<Finding> all = new ArrayList<>();
        problems.values().forEach(ofOne -> all.addAll(ofOne.values()));
        return all;
    }

    private Optional<Finding> check(String pid, String place, Setting setting, Dictionary<String, Object> properties) {
        Object value = properties.get(setting.name());
        Optional<String> refusal = setting.refusal(value);
        if (refusal.isEmpty()) {
            if (setting.canBeWrong()) {
                Object clean = value instanceof String text ? text.strip() : value;
                properties.put(setting.name(), clean);
                inUse.note(pid, setting.name(), clean);
            }
            return Optional.empty();
        }
        Optional<Object> before = inUse.of(pid, setting.name());
        if (before.isPresent()) {
            properties.put(setting.name(), before.get());
        } else {
            properties.remove(setting.name());
        }
        return Optional.of(Finding.error(
                "SETTING_REFUSED",
                place + ": " + setting.name(),
                "%s = %s in %s is refused: it must be %s. %s counts"
                        .formatted(
                                setting.name(),
                                InUse.text(value),
                                place,
                                refusal.get(),
                                before.map(old -> "The value before, " + InUse.text(old) + ",")
                                        .orElse("The default"))));
    }

    private static Finding unknown(String place, String name, Map<String, Setting> settings) {
        return Finding.warning(
                        "SETTING_UNKNOWN",
                        "%s in %s is no setting and does nothing; there are %s"
                                .formatted(
                                        name,
                                        place,
                                        settings.keySet().stream().sorted().toList()))
                .withField(place + ": " + name);
    }

    /** In the log once, however many components have the configuration. */
    private void tell(String pid, Map<String, Finding> found) {
        Map<String, Finding> before = found.isEmpty() ? problems.remove(pid) : problems.put(pid, found);
        found.forEach((name, finding) -> {
            if (before == null || !finding.equals(before.get(name))) {
                LOG.error("Setting is wrong code='{}' because='{}'", finding.code(), finding.message());
            }
        });
    }

    private static String place(String pid, Object file) {
        String name = String.valueOf(file);
        return "etc/" + (file == null ? pid + ".cfg" : name.substring(name.lastIndexOf('/') + 1));
    }
}
