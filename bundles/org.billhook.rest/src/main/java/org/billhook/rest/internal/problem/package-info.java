/** Every refusal and fault as {@code application/problem+json}. Resources throw and never write one. */
package org.billhook.rest.internal.problem;
