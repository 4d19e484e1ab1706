package org.billhook.rest.internal.users;

import java.util.Collections;
import java.util.Set;
import org.billhook.core.api.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who must have a second factor. */
@Component(service = SecondFactorRule.class, configurationPid = "org.billhook.rest.logins")
@Designate(ocd = SecondFactorRule.Config.class)
public final class SecondFactorRule {

    /** Settings. */
    @ObjectClassDefinition(name = "Billhook REST: logins")
    public @interface Config {
        @AttributeDefinition(
                name = "Second factor of administrators",
                description =
                        "Whether a user with the role administrator or plugin-administrator must have a second factor; without one the user can"
                                + " set one up and do nothing else, and has no shell over ssh")
        boolean administratorsNeedSecondFactor() default false;
    }

    /** As mighty as an administrator; the last one is that of the container. */
    private static final Set<String> ADMINISTRATORS = Set.of(Roles.ADMINISTRATOR, Roles.PLUGIN_ADMINISTRATOR, "admin");

    private volatile boolean administrators;

    @Activate
    public SecondFactorRule(Config config) {
        this(config.administratorsNeedSecondFactor());
    }

    SecondFactorRule(boolean administrators) {
        this.administrators = administrators;
    }

    @Modified
    void change(Config config) {
        administrators = config.administratorsNeedSecondFactor();
    }

    boolean asksOf(Set<String> stored) {
        return administrators && isAdministrator(stored);
    }

    static boolean isAdministrator(Set<String> stored) {
        return !Collections.disjoint(stored, ADMINISTRATORS);
    }
}
