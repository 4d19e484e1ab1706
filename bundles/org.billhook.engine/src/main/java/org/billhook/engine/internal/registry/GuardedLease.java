package org.billhook.engine.internal.registry;

import java.time.Clock;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the calls to one plugin: whatever it throws becomes a {@link PluginBroke} that names it, each {@link Error} too, also
 * one that the virtual machine threw, such as an OutOfMemoryError. What core itself throws inside the call, such as a database
 * that refuses, goes through as it is, and so does the end of work that was given up; nothing else does.
 */
final class GuardedLease<S> implements Leased<S> {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedLease.class);
    private static final Clock CLOCK = Clock.systemUTC();

    private final Provider<S> provider;
    private final boolean inside;

    /** @param inside whether whoever holds this lease has entered the gate already */
    GuardedLease(Provider<S> provider, boolean inside) {
        this.provider = provider;
        this.inside = inside;
    }

    @Override
    public Spi<S> spi() {
        return provider.spi();
    }

    @Override
    public String id() {
        return provider.id();
    }

    @Override
    public String bundle() {
        return provider.bundle();
    }

    @Override
    public String version() {
        return provider.version().toString();
    }

    @Override
    public String settingsHash() {
        return provider.settingsHash();
    }

    @Override
    public int ranking() {
        return provider.ranking();
    }

    @Override
    public <T> T call(String what, Function<S, T> work) {
        Work.check();
        if (provider.gate().hangs().isPresent()) {
            throw hanging(what);
        }
        if (!inside && !provider.gate().enter()) {
            throw gone(what);
        }
        CallUnderWay call = CallUnderWay.begin(this, what);
        try {
            S service = provider.gate().service().orElseThrow(() -> gone(what));
            T answer = work.apply(service);
            provider.gate().breakages().wentWell(what);
            return answer;
        } catch (Work.GivenUp e) {
            throw e;
        } catch (Throwable e) { // a rule that throws anything has not decided (law 4)
            throw translated(what, e);
        } finally {
            call.end();
            if (!inside) {
                provider.gate().leave();
            }
            Work.check();
        }
    }

    private PluginBroke hanging(String what) {
        PluginBroke before = provider.gate().hangs().orElseThrow(() -> gone(what));
        return PluginBroke.hanging(before.finding());
    }

    private RuntimeException translated(String what, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PluginBroke || cause instanceof StoreException || cause instanceof BillhookException) {
                return (RuntimeException) cause;
            }
        }
        if (provider.gate().service().isEmpty()) {
            return gone(what);
        }
        LoggedThrowable logged = LoggedThrowable.of(thrown);
        provider.gate().breakages().broke(what, shortened(logged.toString()), CLOCK.instant());
        LOG.error(
                "Plugin broke spi='{}' id='{}' bundle='{}' version='{}' at='{}'",
                spi().name(),
                id(),
                bundle(),
                version(),
                what,
                logged);
        // the exception is not passed on: its class may be the plugin's, and would keep the plugin's loader alive
        return new PluginBroke(
                Finding.error(
                        "PLUGIN_BROKE", "%s broke at %s: %s".formatted(name(), what, shortened(logged.toString()))),
                false,
                null);
    }

    private PluginBroke gone(String what) {
        LOG.warn(
                "Plugin was stopped spi='{}' id='{}' bundle='{}' version='{}' at='{}'",
                spi().name(),
                id(),
                bundle(),
                version(),
                what);
        return new PluginBroke(
                Finding.error("PLUGIN_GONE", "%s was stopped before %s".formatted(name(), what)), true, null);
    }

    Gate<S> gate() {
        return provider.gate();
    }

    String name() {
        return "%s '%s' of bundle %s %s".formatted(spi().name(), id(), bundle(), version());
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300);
    }
}
