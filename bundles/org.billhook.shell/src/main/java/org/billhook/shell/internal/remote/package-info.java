/**
 * Who may come in from afar, over ssh and JMX, and how far. An administrator gets the shell of the container; any other user a
 * shell that knows the commands of Billhook alone, and that evaluates nothing.
 *
 * <p>{@code RemoteShell} finds the ssh server, {@code GuardedSshServer} parts administrators from others, {@code OperatorShell}
 * is the shell of the others, and {@code BillhookCommands} runs one line of it.
 */
package org.billhook.shell.internal.remote;
