package org.billhook.core.api;

import java.util.List;
import org.billhook.core.model.Finding;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of the server that can be unwell and says so: registered as a service by whichever bundle has something to tell,
 * asked by {@code /health}. Asked often and from any thread, so it answers from what it knows and waits for nothing.
 */
@ConsumerType
public interface HealthCheck {

    /** What an administrator should know or do; empty while all is well. */
    List<Finding> problems();
}
