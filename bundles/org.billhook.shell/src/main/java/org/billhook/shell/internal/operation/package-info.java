/** Commands of plugins, jobs, the audit and the chain of events. */
package org.billhook.shell.internal.operation;
