package org.billhook.rest.internal.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away the mark that {@code bin/setenv} sets before the first start on an empty {@code data/cache}, once all bundles have started.
 * The container notes which bundles it has installed after it has installed them all, and never starts others that are there: so a server
 * that is killed in between would never get ready. Where the mark is still there at the next start, {@code bin/setenv} has all of them
 * installed anew.
 */
@Component(
        service = {},
        immediate = true)
public final class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final String MARK = "first-start.unfinished";

    /** A service that the container registers when all that it starts with has started. */
    private static final String STARTED = "(objectClass=org.apache.karaf.features.BootFinished)";

    private final Path mark;
    private final ServiceTracker<Object, Object> started;

    @Activate
    public FirstStart(BundleContext context) throws InvalidSyntaxException {
        this(context, Path.of(System.getProperty("karaf.data", "data")));
    }

    FirstStart(BundleContext context, Path data) throws InvalidSyntaxException {
        mark = data.resolve(MARK);
        started = new ServiceTracker<>(context, FrameworkUtil.createFilter(STARTED), null) {
            @Override
            public Object addingService(ServiceReference<Object> reference) {
                over();
                return reference;
            }
        };
        started.open(true);
    }

    @Deactivate
    void stop() {
        started.close();
    }

    private void over() {
        try {
            if (Files.deleteIfExists(mark)) {
                LOG.info("The first start is over");
            }
        } catch (IOException e) {
            LOG.error(
                    "Delete this file, or the next start installs all bundles anew, without plugins that were uploaded file='{}'",
                    mark,
                    e);
        }
    }
}
