/** Due list, previews, runs, and the matrix of relevances. */
package org.billhook.rest.internal.billing;
