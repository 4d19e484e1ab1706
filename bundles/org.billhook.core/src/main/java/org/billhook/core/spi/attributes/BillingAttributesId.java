package org.billhook.core.spi.attributes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Component property type for {@code billing.attributes.id}: the id of a contribution of attributes. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface BillingAttributesId {

    /** Lower-case letters, digits, dots and hyphens. */
    String value();
}
