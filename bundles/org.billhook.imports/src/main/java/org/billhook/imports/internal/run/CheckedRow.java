package org.billhook.imports.internal.run;

import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.imports.internal.rows.ReadRow;

/**
 * A row and what an import would do with it now.
 *
 * @param result POSTED, without a source, where it would be posted
 */
public record CheckedRow(ReadRow row, RowResult result) {}
