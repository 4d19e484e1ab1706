/** DIP profiles. */
package org.billhook.rest.internal.dip;
