package org.billhook.shell.internal.remote;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The realm {@code billhook-administrators}: the administrators among the users of the realm that the remote shell asks, and nobody else. JMX asks it, where an
 * administrator turned that on: {@code jmxRealm} in {@code etc/org.apache.karaf.management.cfg}.
 */
@Component(configurationPid = RemoteShell.SETTINGS)
public final class AdministratorsRealm implements JaasRealm {

    private static final String NAME = "billhook-administrators";

    private final String bundle;
    private final String realm;

    @Activate
    public AdministratorsRealm(BundleContext context, RemoteShell.Config config) {
        this.bundle = String.valueOf(context.getBundle().getBundleId());
        this.realm = config.sshRealm();
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
        Map<String, String> module = Map.of(
                ProxyLoginModule.PROPERTY_MODULE,
                AdministratorLogin.class.getName(),
                ProxyLoginModule.PROPERTY_BUNDLE,
                bundle,
                AdministratorLogin.REALM,
                realm);
        return new AppConfigurationEntry[] {
            new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, module)
        };
    }
}
