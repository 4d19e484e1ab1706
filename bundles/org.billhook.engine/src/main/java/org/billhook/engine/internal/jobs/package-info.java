/**
 * Long work on threads of its own: progress, cancelling, and going on after a restart. What a job does comes from
 * those who start it.
 */
package org.billhook.engine.internal.jobs;
