package org.billhook.core.spi.adjustment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Component property type for {@code billing.adjustment.id}: the id of a billing adjustment. Stored on documents, so never renamed. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface BillingAdjustmentId {

    /** Lower-case letters, digits, dots and hyphens. */
    String value();
}
