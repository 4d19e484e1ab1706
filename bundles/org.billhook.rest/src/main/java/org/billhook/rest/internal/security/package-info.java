/**
 * Who calls and what he may do: logins, guessing, tokens, second factors, roles, origins. Begin with {@code
 * LoginFilter}, then {@code RolesFilter}.
 */
package org.billhook.rest.internal.security;
