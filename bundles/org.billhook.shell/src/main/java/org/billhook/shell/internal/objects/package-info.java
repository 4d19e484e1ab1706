/** Commands on billing objects, their fields and prices. */
package org.billhook.shell.internal.objects;
