package org.billhook.rest.internal.security;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The realm of the remote shell: the users of the server behind the guard that calls have, counted together with them. */
@Component(service = JaasRealm.class, property = GuardedRealm.MARK + "=true")
public final class GuardedRealm implements JaasRealm {

    /** Service property of a realm that keeps no users. */
    public static final String MARK = "billhook.guarded";

    /** As {@code etc/org.apache.karaf.shell.cfg} names it. */
    static final String NAME = "billhook";

    private final AppConfigurationEntry entry;

    @Activate
    public GuardedRealm(BundleContext bundle, @Reference Logins logins) {
        entry = new AppConfigurationEntry(
                ProxyLoginModule.class.getName(),
                LoginModuleControlFlag.REQUIRED,
                Map.of(
                        ProxyLoginModule.PROPERTY_MODULE,
                        GuardedLogin.class.getName(),
                        ProxyLoginModule.PROPERTY_BUNDLE,
                        String.valueOf(bundle.getBundle().getBundleId()),
                        GuardedLogin.LOGINS,
                        logins));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getRank() {
        return 0;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        return new AppConfigurationEntry[] {entry};
    }
}
