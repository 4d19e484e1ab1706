/** Fingerprints of what was sent, and SHA-256 of texts. */
package org.billhook.engine.internal.hash;
