package org.billhook.core.spi.source;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Owns one kind of source: what a posting of it must look like. Pure (law 2); called on several threads at once. Register
 * it as a service with {@link BillingSourceKind}. While the bundle is away, postings of the kind are refused and those
 * that are there wait (law 4).
 */
@ConsumerType
public interface SourceType {

    /** Service property, String, required: the kind that sources carry; never renamed. */
    String KIND = "billing.source.kind";

    /** Constant for a version. */
    SourceTerms terms();

    /**
     * Looks at a page of rows, at most a thousand. Core has checked lengths, the object and the numbers before. Rows of an
     * owned kind come from objects only.
     *
     * @param out must be told about every row exactly once
     */
    void check(List<SourceDraft> page, SourceSink out);
}
