package org.billhook.core.spi.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The commercial side of an object that can be billed: what its kind tells core about it. Immutable. */
public final class ItemTerms {

    /** What kinds of items call the attribute with the billing relevance. */
    public static final String RELEVANCE = "billingRelevance";

    /** What kinds of items call the attribute with the DIP profile. */
    public static final String DIP_PROFILE = "dipProfile";

    /** What kinds of items call the attribute with the type of their requests (D-11). */
    public static final String DOCUMENT_TYPE = "documentType";

    /** What kinds of items call the attribute with the type of their credit memo requests (D-11). */
    public static final String CREDIT_DOCUMENT_TYPE = "creditDocumentType";

    /** What kinds of items call the attribute that says by which day they are priced (G-17). */
    public static final String PRICE_BY_SERVICE_DATE = "priceByServiceDate";

    /** What kinds of items call the attribute that names the document whose items are billed together (D-74). */
    public static final String DOCUMENT = "order";

    private final String relevance;
    private final String party;
    private final CurrencyUnit currency;
    private final Optional<ObjectRef> document;
    private final Optional<ObjectRef> bills;
    private final Optional<Money> netValue;
    private final Optional<String> dipProfile;
    private final Optional<String> documentType;
    private final Optional<String> creditDocumentType;
    private final List<String> priceSources;
    private final Optional<Boolean> priceByServiceDate;
    private final boolean active;
    private final boolean exclusive;

    private ItemTerms(Builder builder) {
        relevance = builder.relevance;
        party = builder.party;
        currency = builder.currency;
        document = Optional.ofNullable(builder.document);
        bills = Optional.ofNullable(builder.bills);
        netValue = Optional.ofNullable(builder.netValue);
        dipProfile = Optional.ofNullable(builder.dipProfile);
        documentType = Optional.ofNullable(builder.documentType);
        creditDocumentType = Optional.ofNullable(builder.creditDocumentType);
        priceSources = List.copyOf(builder.priceSources);
        priceByServiceDate = Optional.ofNullable(builder.priceByServiceDate);
        active = builder.active;
        exclusive = builder.exclusive;
    }

    /**
     * @param relevance id of the billing relevance
     * @param party party that is billed
     */
    public static Builder of(String relevance, String party, CurrencyUnit currency) {
        return new Builder(relevance, party, currency);
    }

    public String relevance() {
        return relevance;
    }

    public String party() {
        return party;
    }

    public CurrencyUnit currency() {
        return currency;
    }

    /** The document that the item belongs to, such as its order; empty if it stands alone. */
    public Optional<ObjectRef> document() {
        return document;
    }

    /** The billing element whose hierarchy the item bills; empty if the item heads its own. */
    public Optional<ObjectRef> bills() {
        return bills;
    }

    /** What is agreed for all of the item, which a billing plan spreads (R-11, G-20); empty if nothing is. */
    public Optional<Money> netValue() {
        return netValue;
    }

    public Optional<String> dipProfile() {
        return dipProfile;
    }

    /** Type of the document that a request becomes, in the words of who invoices it. */
    public Optional<String> documentType() {
        return documentType;
    }

    /** The same of a credit memo request. */
    public Optional<String> creditDocumentType() {
        return creditDocumentType;
    }

    /** Ids of the price sources to ask, in order. */
    public List<String> priceSources() {
        return priceSources;
    }

    /**
     * Whether each line has the prices and rates of its first service date, rather than those of the day of the bill (G-17); empty
     * for what the installation is set to. A day that the run names counts before it.
     */
    public Optional<Boolean> priceByServiceDate() {
        return priceByServiceDate;
    }

    /** Whether the item takes part at all: a rejected one does not (O-44). */
    public boolean active() {
        return active;
    }

    /**
     * Whether no other item may bill what this one bills (O-43). A second one is refused then; where there are several all the
     * same, nobody bills what is posted outside of all items. Otherwise the first that is found does (O-44).
     */
    public boolean exclusive() {
        return exclusive;
    }

    /** Builds the terms; not for more than one thread. */
    public static final class Builder {
        private final String relevance;
        private final String party;
        private final CurrencyUnit currency;
        private final List<String> priceSources = new ArrayList<>();
        private ObjectRef document;
        private ObjectRef bills;
        private Money netValue;
        private String dipProfile;
        private String documentType;
        private String creditDocumentType;
        private Boolean priceByServiceDate;
        private boolean active = true;
        private boolean exclusive;

        private Builder(String relevance, String party, CurrencyUnit currency) {
            this.relevance = Objects.requireNonNull(relevance, "relevance");
            this.party = Objects.requireNonNull(party, "party");
            this.currency = Objects.requireNonNull(currency, "currency");
        }

        /** The document that the item belongs to. */
        public Builder document(ObjectRef of) {
            document = of;
            return this;
        }

        public Builder bills(ObjectRef billingElement) {
            bills = billingElement;
            return this;
        }

        /** In the currency of the item. */
        public Builder netValue(Money value) {
            netValue = value;
            return this;
        }

        public Builder dipProfile(String id) {
            dipProfile = id;
            return this;
        }

        public Builder documentType(String type) {
            documentType = type;
            return this;
        }

        public Builder creditDocumentType(String type) {
            creditDocumentType = type;
            return this;
        }

        /** One more price source, to be asked after those given before. */
        public Builder priceSource(String id) {
            priceSources.add(id);
            return this;
        }

        public Builder priceByServiceDate(boolean value) {
            priceByServiceDate = value;
            return this;
        }

        public Builder active(boolean value) {
            active = value;
            return this;
        }

        public Builder exclusive(boolean value) {
            exclusive = value;
            return this;
        }

        public ItemTerms build() {
            return new ItemTerms(this);
        }
    }
}
