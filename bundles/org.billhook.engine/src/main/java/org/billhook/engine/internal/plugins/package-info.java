/**
 * Bundles of plugins: uploads, the deploy folder, exchange beside the old version, start in order, safe mode. Begin
 * with {@code InstalledPlugins}. Which service decides is the matter of {@code registry}.
 */
package org.billhook.engine.internal.plugins;
