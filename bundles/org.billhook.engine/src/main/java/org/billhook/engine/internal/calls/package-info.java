/** The name of the call that a thread works for, which stands in each line of the log. */
package org.billhook.engine.internal.calls;
