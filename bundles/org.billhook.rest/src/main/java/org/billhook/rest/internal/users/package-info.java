/** Users, passwords, API tokens, second factors. The users themselves are in the container's file. */
package org.billhook.rest.internal.users;
