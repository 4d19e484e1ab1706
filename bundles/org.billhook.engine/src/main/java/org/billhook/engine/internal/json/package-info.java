/** What the engine freezes as JSON: commands, findings, bodies of events. REST has forms of its own. */
package org.billhook.engine.internal.json;
