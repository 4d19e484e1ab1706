package org.billhook.engine.internal.attributes;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells which attributes that bundles add are not used, as their name is taken. */
@Component(service = HealthCheck.class)
public final class AttributesTwice implements HealthCheck {

    private final PluginRegistry plugins;

    @Activate
    public AttributesTwice(@Reference PluginRegistry plugins) {
        this.plugins = plugins;
    }

    @Override
    public List<Finding> problems() {
        List<Finding> problems = new ArrayList<>();
        try (Snapshot now = plugins.freeze()) {
            for (Leased<BillingObjectType> kind : now.ranked(Spi.OBJECT)) {
                try {
                    problems.addAll(new KindAttributes(now, kind).twice());
                } catch (PluginBroke e) {
                    problems.add(e.finding());
                }
            }
        }
        return problems;
    }
}
