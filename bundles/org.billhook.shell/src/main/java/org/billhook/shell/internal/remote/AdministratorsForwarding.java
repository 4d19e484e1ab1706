package org.billhook.shell.internal.remote;

import java.util.function.Predicate;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.forward.ForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** Forwarding of ports, X11 and agents as it is for administrators, and none for others. */
final class AdministratorsForwarding implements ForwardingFilter {

    private final ForwardingFilter theirs;
    private final Predicate<Session> administrator;

    AdministratorsForwarding(ForwardingFilter theirs, Predicate<Session> administrator) {
        this.theirs = theirs;
        this.administrator = administrator;
    }

    @Override
    public boolean canForwardAgent(Session session, String requestType) {
        return of(session).canForwardAgent(session, requestType);
    }

    @Override
    public boolean canForwardX11(Session session, String requestType) {
        return of(session).canForwardX11(session, requestType);
    }

    @Override
    public boolean canListen(SshdSocketAddress address, Session session) {
        return of(session).canListen(address, session);
    }

    @Override
    public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
        return of(session).canConnect(type, address, session);
    }

    private ForwardingFilter of(Session session) {
        return theirs != null && administrator.test(session) ? theirs : RejectAllForwardingFilter.INSTANCE;
    }
}
