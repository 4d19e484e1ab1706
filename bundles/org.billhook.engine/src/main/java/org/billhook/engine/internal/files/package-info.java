/** Files of the server that hold secrets, readable by its own user alone. */
package org.billhook.engine.internal.files;
