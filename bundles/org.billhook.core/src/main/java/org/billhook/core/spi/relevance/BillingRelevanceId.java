package org.billhook.core.spi.relevance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Component property type for {@code billing.relevance.id}: the id of a billing relevance. Stored on documents, so never renamed. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface BillingRelevanceId {

    /** Lower-case letters, digits, dots and hyphens. */
    String value();
}
