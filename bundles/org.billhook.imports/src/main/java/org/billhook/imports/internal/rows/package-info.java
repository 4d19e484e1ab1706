/** Makes postings of rows by a mapping, with a finding for each column that is wrong. */
package org.billhook.imports.internal.rows;
