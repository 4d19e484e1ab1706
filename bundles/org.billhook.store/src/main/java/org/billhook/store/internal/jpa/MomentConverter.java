package org.billhook.store.internal.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import org.billhook.store.internal.sql.Utc;

/**
 * Moments as text in UTC, which both databases put into a timestamp as it stands. JPA 3.1 would store an {@link Instant} as
 * a serialized object, and a timestamp in the zone of the server.
 */
@Converter(autoApply = true)
public final class MomentConverter implements AttributeConverter<Instant, String> {

    @Override
    public String convertToDatabaseColumn(Instant moment) {
        return moment == null ? null : Utc.text(moment);
    }

    @Override
    public Instant convertToEntityAttribute(String text) {
        return text == null ? null : Utc.parse(text);
    }
}
