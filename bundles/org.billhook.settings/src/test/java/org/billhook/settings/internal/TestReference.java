package org.billhook.settings.internal;

import java.lang.reflect.Proxy;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** A reference that an event needs and nobody looks at. */
final class TestReference {

    private TestReference() {}

    @SuppressWarnings("unchecked")
    static ServiceReference<ConfigurationAdmin> of() {
        return (ServiceReference<ConfigurationAdmin>) Proxy.newProxyInstance(
                TestReference.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, args) -> null);
    }
}
