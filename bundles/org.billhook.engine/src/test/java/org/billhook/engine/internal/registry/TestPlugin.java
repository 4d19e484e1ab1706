package org.billhook.engine.internal.registry;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/**
 * A plugin of the SPI in the header {@code Test-Spi} under the id in {@code Test-Id}, that says nothing; with {@code Test-Breaks}
 * it can't be activated.
 */
public final class TestPlugin implements BundleActivator, ServiceFactory<Object> {

    private Class<?> spi;
    private boolean breaks;

    @Override
    public void start(BundleContext context) throws ClassNotFoundException {
        breaks = context.getBundle().getHeaders().get("Test-Breaks") != null;
        spi = context.getBundle().loadClass(context.getBundle().getHeaders().get("Test-Spi"));
        String id = context.getBundle().getHeaders().get("Test-Id");
        String property = context.getBundle().getHeaders().get("Test-Property");
        context.registerService(spi.getName(), this, new Hashtable<>(Map.of(property, id)));
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
        if (breaks) {
            throw new IllegalStateException("Can't be activated");
        }
        return Proxy.newProxyInstance(spi.getClassLoader(), new Class<?>[] {spi}, (proxy, method, arguments) -> null);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {}
}
