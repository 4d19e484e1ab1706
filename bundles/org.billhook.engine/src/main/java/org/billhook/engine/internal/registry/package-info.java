/**
 * Which plugin decides now: one immutable map, snapshots and leases of it, guarded calls with a limit, ids that are
 * away. Begin with {@code PluginRegistry}, then {@code Snapshot} and {@code GuardedLease}. Nothing of billing is
 * known here but the list of SPIs.
 */
package org.billhook.engine.internal.registry;
