/** Unpacks, starts, kills and calls a built server. Knows the archive and the REST API, nothing of the bundles. */
package org.billhook.harness;
