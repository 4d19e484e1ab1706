package org.billhook.object.assemblyorder;

import org.billhook.core.spi.object.BillingObjectType;

class ProductionOrderTest extends AssemblyOrderContract {

    @Override
    protected BillingObjectType subject() {
        return new ProductionOrder();
    }

    @Override
    String kind() {
        return "production-order";
    }
}
