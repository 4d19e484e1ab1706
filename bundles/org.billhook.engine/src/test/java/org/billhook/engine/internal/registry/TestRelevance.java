package org.billhook.engine.internal.registry;

import java.util.Hashtable;
import java.util.Set;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.ProposalSink;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A relevance, and the activator that registers it under the id and settings in the headers of its bundle. */
public final class TestRelevance implements BillingRelevance, BundleActivator {

    @Override
    public void start(BundleContext context) throws InterruptedException {
        String id = context.getBundle().getHeaders().get("Test-Id");
        if (id.equals("throws")) {
            throw new IllegalStateException("Does not start");
        }
        while (id.equals("blocks")) {
            Thread.sleep(1_000);
        }
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(BillingRelevance.ID, id);
        String settings = context.getBundle().getHeaders().get("Test-Settings");
        if (settings != null) {
            properties.put("settings", settings);
        }
        context.registerService(BillingRelevance.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {}

    /** Names the version of its bundle as its only source kind, so that a caller sees who answered. */
    @Override
    public BillingTerms terms() {
        String version = FrameworkUtil.getBundle(getClass()).getVersion().toString();
        if (version.endsWith(".broken")) {
            throw new IllegalStateException("Has no terms");
        }
        return BillingTerms.dip(BillingTerms.Frequency.MULTIPLE, Set.of(version), Phase.OPEN);
    }

    @Override
    public void propose(ItemInRun item, ProposalSink out) {}
}
