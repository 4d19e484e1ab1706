/** What holds for every call: limits of bodies, names of parameters, idempotency keys, results of rows. */
package org.billhook.rest.internal.call;
