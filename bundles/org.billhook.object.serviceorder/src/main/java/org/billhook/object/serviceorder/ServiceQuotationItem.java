package org.billhook.object.serviceorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.OrderItem;
import org.billhook.core.spi.object.Placement;
import org.osgi.service.component.annotations.Component;

/** An execution order item of a quotation: what a service order gets if the customer accepts it. Never billed. */
@Component
@BillingObjectKind(ServiceQuotationItem.KIND)
public final class ServiceQuotationItem implements BillingObjectType {

    /** Kind of items of service order quotations; the key is quotation key, hyphen, item number. */
    public static final String KIND = "service-quotation-item";

    private static final OrderItem ITEM = Documents.itemOf(ServiceQuotation.KIND);

    private static final List<Attribute> ATTRIBUTES = Documents.item(ITEM);

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Set<String> families() {
        return Set.of(OrderItem.FAMILY);
    }

    @Override
    public LifeCycle lifeCycle() {
        return Quotations.LIFE_CYCLE;
    }

    @Override
    public Map<String, String> defaults(ObjectInContext object) {
        return ITEM.defaults(object);
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        List<Finding> findings = new ArrayList<>(ITEM.check(object));
        if (object.before().isEmpty()) {
            Categories.refusal(object).ifPresent(findings::add);
        }
        Quotations.ordered(object, ServiceOrderItem.KIND).ifPresent(findings::add);
        return findings;
    }

    @Override
    public Placement place(ObjectInContext object) {
        return Placement.under(ObjectRef.parse(object.object().required(ItemTerms.DOCUMENT)));
    }
}
