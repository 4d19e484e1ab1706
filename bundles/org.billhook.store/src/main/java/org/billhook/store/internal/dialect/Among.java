package org.billhook.store.internal.dialect;

import java.util.List;

/**
 * That a column has one of some keys.
 *
 * @param condition what follows the name of the column
 * @param parameters those of the condition
 */
public record Among(String condition, List<?> parameters) {}
