package org.billhook.core.spi.source;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/** A posting as it comes in, before its kind has looked at it. Immutable. */
public final class SourceDraft {

    private final String kind;
    private final ObjectRef object;
    private final Share posted;
    private final LocalDate serviceDate;
    private final String externalId;
    private final Optional<LocalDate> postingDate;
    private final Optional<Money> cost;
    private final String text;
    private final boolean billable;
    private final Map<String, String> characteristics;

    private SourceDraft(Builder builder) {
        kind = builder.kind;
        object = builder.object;
        posted = Objects.requireNonNull(builder.posted, "posted");
        serviceDate = Objects.requireNonNull(builder.serviceDate, "serviceDate");
        externalId = Objects.requireNonNull(builder.externalId, "externalId");
        postingDate = Optional.ofNullable(builder.postingDate);
        cost = Optional.ofNullable(builder.cost);
        text = builder.text;
        billable = builder.billable;
        characteristics = Map.copyOf(builder.characteristics);
    }

    public static Builder of(String kind, ObjectRef object) {
        return new Builder(kind, object);
    }

    /** The kind of source, owned by a {@link SourceType}. */
    public String kind() {
        return kind;
    }

    /** The billing object that it is posted on. */
    public ObjectRef object() {
        return object;
    }

    /** Signed; its measure stays the measure of the source for ever. */
    public Share posted() {
        return posted;
    }

    public LocalDate serviceDate() {
        return serviceDate;
    }

    /** Unique within its origin: sending it twice is one posting. At most 120 characters. */
    public String externalId() {
        return externalId;
    }

    /** Day of the posting; core takes the current day where it is empty. */
    public Optional<LocalDate> postingDate() {
        return postingDate;
    }

    public Optional<Money> cost() {
        return cost;
    }

    /** At most 500 characters. */
    public String text() {
        return text;
    }

    /** Whether it can ever be billed. One that can't is kept and shown, and never passed to a rule. */
    public boolean billable() {
        return billable;
    }

    /** Characteristics by name; values of 1 to 120 characters. */
    public Map<String, String> characteristics() {
        return characteristics;
    }

    /** The same; an amount that has no cost yet costs what is posted. */
    public SourceDraft costingItsAmount() {
        if (cost.isPresent() || !posted.measure().isAmount()) {
            return this;
        }
        Money same = Money.of(posted.measure().currency(), posted.value(), RoundingMode.UNNECESSARY);
        return toBuilder().cost(same).build();
    }

    /** A builder that starts with all of this draft. */
    public Builder toBuilder() {
        Builder copy = new Builder(kind, object)
                .posted(posted)
                .serviceDate(serviceDate)
                .externalId(externalId)
                .text(text)
                .billable(billable);
        postingDate.ifPresent(copy::postingDate);
        cost.ifPresent(copy::cost);
        characteristics.forEach(copy::characteristic);
        return copy;
    }

    /** Builds a draft; not for more than one thread. */
    public static final class Builder {
        private final String kind;
        private final ObjectRef object;
        private final Map<String, String> characteristics = new LinkedHashMap<>();
        private Share posted;
        private LocalDate serviceDate;
        private String externalId;
        private LocalDate postingDate;
        private Money cost;
        private String text = "";
        private boolean billable = true;

        private Builder(String kind, ObjectRef object) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.object = Objects.requireNonNull(object, "object");
        }

        public Builder posted(Share value) {
            posted = value;
            return this;
        }

        public Builder serviceDate(LocalDate value) {
            serviceDate = value;
            return this;
        }

        public Builder externalId(String value) {
            externalId = value;
            return this;
        }

        public Builder postingDate(LocalDate value) {
            postingDate = value;
            return this;
        }

        public Builder cost(Money value) {
            cost = value;
            return this;
        }

        public Builder text(String value) {
            text = Objects.requireNonNull(value, "text");
            return this;
        }

        public Builder billable(boolean value) {
            billable = value;
            return this;
        }

        public Builder characteristic(String name, String value) {
            characteristics.put(name, value);
            return this;
        }

        /** @throws NullPointerException if posted, service date or external id is missing */
        public SourceDraft build() {
            return new SourceDraft(this);
        }
    }
}
