package org.billhook.core.spi.relevance;

import org.billhook.core.model.Finding;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes a proposal piece by piece, so that an item with a million sources needs no more memory than one with ten. Use it
 * on the calling thread, during the call.
 */
@ProviderType
public interface ProposalSink {

    /** The next dynamic item, in the order of the request. */
    void propose(DynamicItem item);

    /** Leaves a source open in this run, with the reason that {@code why-not} will give. */
    void leaveOpen(OpenSource source, Finding reason);
}
