/**
 * Who may give money up alone: {@link org.billhook.engine.internal.duties.ReleaseRule} decides, and knows neither store nor users;
 * {@link org.billhook.engine.internal.duties.Duties} asks it with the settings and users of now. The ledger and runs ask before they
 * write. Nothing else comes in here: what an act gives up says who does it.
 */
package org.billhook.engine.internal.duties;
