/** Whether the server is ready and well, and its jobs. */
package org.billhook.rest.internal.operation;
