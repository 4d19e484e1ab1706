package org.billhook.object.serviceorder;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OneRequest;
import org.osgi.service.component.annotations.Component;

/** The header of a service order quotation: partners and currency of its items. Never billed. */
@Component
@BillingObjectKind(ServiceQuotation.KIND)
public final class ServiceQuotation implements BillingObjectType {

    /** Kind of service order quotations. */
    public static final String KIND = "service-quotation";

    private static final List<Attribute> ATTRIBUTES = Documents.header(
            Attribute.of("quotationDate", Type.DATE, "Day of the quotation."),
            Attribute.of("validTo", Type.DATE, "Last day on which the customer can accept, inclusive."));

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return Quotations.LIFE_CYCLE;
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        return Quotations.ordered(object, ServiceOrder.KIND).map(List::of).orElse(List.of());
    }

    @Override
    public boolean isBilledTogether(ObjectSnapshot document) {
        return OneRequest.of(document);
    }
}
