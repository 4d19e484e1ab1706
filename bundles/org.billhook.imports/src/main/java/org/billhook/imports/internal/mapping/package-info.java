/** Mappings: reading them from JSON with all that is wrong, and the formats that they name. */
package org.billhook.imports.internal.mapping;
