/** The command {@code import}. */
package org.billhook.imports.internal.shell;
