package org.billhook.rest.internal.call;

import java.util.List;
import org.billhook.rest.wire.FindingJson;

/** What came of one row of many. */
public interface RowResult<R> {

    /** Null if there are none. */
    List<FindingJson> findings();

    /** The same with these findings. */
    R withFindings(List<FindingJson> findings);
}
