package org.billhook.core.spi.source;

import java.util.List;
import org.billhook.core.model.Finding;
import org.osgi.annotation.versioning.ProviderType;

/** Takes the verdict on each row of a page, by its index. Use it on the calling thread, during the call. */
@ProviderType
public interface SourceSink {

    /** Accepts a row as the draft given, which may be completed but must keep kind, object and external id. */
    default void accept(int index, SourceDraft draft) {
        accept(index, draft, List.of());
    }

    /**
     * Accepts a row that someone should look at.
     *
     * @param warnings none of them an error; shown with the result of the row
     */
    void accept(int index, SourceDraft draft, List<Finding> warnings);

    /** Refuses a row; at least one finding is an error. The other rows go on. */
    void refuse(int index, List<Finding> findings);
}
