/** What attributes kinds of objects have: their own, and those that other bundles add. */
package org.billhook.engine.internal.attributes;
