/** Reads CSV and Excel files as rows of text, streamed and bounded. What is in a row is not known here. */
package org.billhook.imports.internal.files;
