package org.billhook.core.api;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Figures of a part of the server for those who watch it, such as how full a pool is: registered as a service by whichever bundle
 * has some, read when the metrics are. Asked from any thread; it answers from what it knows and waits for nothing.
 */
@ConsumerType
public interface Gauges {

    /** Values of now, by name in lower case with dots, for example {@code database.connections.active}. */
    Map<String, Long> values();
}
