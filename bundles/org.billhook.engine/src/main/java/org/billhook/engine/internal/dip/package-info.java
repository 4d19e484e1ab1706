/**
 * DIP profiles: stored as configurations, checked when they are saved, frozen with a run. What a profile does to
 * postings is in {@code core.processor}.
 */
package org.billhook.engine.internal.dip;
