package org.billhook.object.assemblyorder;

import org.billhook.core.spi.object.BillingObjectType;

class NetworkTest extends AssemblyOrderContract {

    @Override
    protected BillingObjectType subject() {
        return new Network();
    }

    @Override
    String kind() {
        return "network";
    }
}
