/**
 * The Jakarta REST whiteboard. Services come and go ({@link Whiteboard}); every change builds a new {@link Generation}
 * beside the old one, which ends when its last request has left ({@link RestServlet}).
 */
package org.billhook.rest.whiteboard.internal;
