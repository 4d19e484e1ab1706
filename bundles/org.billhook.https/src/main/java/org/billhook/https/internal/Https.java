package org.billhook.https.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Has the server speak TLS when there is a key for it. It lives through a change of its settings, so that settings that can't be used
 * change nothing of what is served.
 */
@Component(service = HealthCheck.class, immediate = true, configurationPid = "org.billhook.https")
@Designate(ocd = Https.Config.class)
public final class Https implements HealthCheck {

    /** Settings. */
    @ObjectClassDefinition(name = "Billhook HTTPS")
    public @interface Config {
        @AttributeDefinition(name = "Address", description = "Address on which the server speaks TLS; 0.0.0.0: all")
        String host() default "0.0.0.0";

        @AttributeDefinition(name = "Port", description = "Port on which it does", min = "1", max = "65535")
        int port() default 8443;

        @AttributeDefinition(
                name = "Certificate",
                description = "File in PEM with the certificate and those that signed it, in this order")
        String certificate() default "";

        @AttributeDefinition(name = "Key", description = "File in PEM with the private key of the certificate, PKCS#8")
        String key() default "";

        @AttributeDefinition(
                name = "Key store",
                description = "File in PKCS#12 with one key and its certificates; instead of the two others")
        String keyStore() default "";

        @AttributeDefinition(
                name = "Password",
                description = "Password of the key store",
                type = AttributeType.PASSWORD)
        String password() default "";

        @AttributeDefinition(
                name = "HSTS",
                description = "Days for which browsers are told to come by https alone; 0: they are not told",
                min = "0",
                max = "3650")
        int hstsDays() default 365;
    }

    private static final Duration SOON = Duration.ofDays(14);
    private static final String WHERE = "etc/org.billhook.https.cfg";

    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "billhook-https"));
    private final Clock clock;
    private final Door door;

    @Activate
    public Https(BundleContext context, Config config) {
        clock = Clock.systemUTC();
        door = new Door(
                Path.of(context.getProperty("karaf.etc")),
                clock,
                port -> context.registerService(ConnectorFactory.class, port, null)::unregister,
                config);
        watcher.scheduleWithFixedDelay(door::look, 0, 1, TimeUnit.SECONDS);
    }

    @Modified
    void change(Config config) {
        door.change(config);
    }

    @Deactivate
    void stop() throws InterruptedException {
        watcher.shutdownNow();
        watcher.awaitTermination(10, TimeUnit.SECONDS);
        door.close();
    }

    @Override
    public List<Finding> problems() {
        List<Finding> problems = new ArrayList<>();
        Optional<Instant> end = door.end();
        door.problem()
                .ifPresent(reason -> problems.add(Finding.error(
                        "HTTPS_REFUSED",
                        WHERE,
                        reason
                                + (end.isPresent()
                                        ? ". What was served before is still served"
                                        : ". The server does not speak TLS"))));
        end.filter(until -> until.isBefore(clock.instant().plus(SOON)))
                .ifPresent(until -> problems.add(Finding.warning(
                                "CERTIFICATE_ENDS", "The certificate that is served ends at %s".formatted(until))
                        .withField(WHERE)));
        return problems;
    }
}
