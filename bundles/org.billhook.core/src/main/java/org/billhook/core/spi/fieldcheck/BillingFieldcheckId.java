package org.billhook.core.spi.fieldcheck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Component property type for {@code billing.fieldcheck.id}: the id of a field check. Stored on documents, so never renamed. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface BillingFieldcheckId {

    /** Lower-case letters, digits, dots and hyphens. */
    String value();
}
