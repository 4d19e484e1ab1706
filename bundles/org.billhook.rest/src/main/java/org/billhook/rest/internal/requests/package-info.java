/** Requests, why a line came to its amount, rejections, revenue. */
package org.billhook.rest.internal.requests;
