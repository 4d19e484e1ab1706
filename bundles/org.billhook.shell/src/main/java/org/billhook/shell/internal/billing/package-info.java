/** Commands of due lists, previews, runs, requests and proposals. */
package org.billhook.shell.internal.billing;
