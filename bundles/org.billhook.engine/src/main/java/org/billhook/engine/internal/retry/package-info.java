/** Does a transaction again where that may help, and turns failures of the database into refusals. */
package org.billhook.engine.internal.retry;
