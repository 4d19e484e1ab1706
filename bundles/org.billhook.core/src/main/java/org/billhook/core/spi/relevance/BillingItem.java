package org.billhook.core.spi.relevance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.joda.money.CurrencyUnit;
import org.osgi.annotation.versioning.ProviderType;

/** The commercial side of the object that is billed: what its kind said of it, frozen for the run. Immutable. */
@ProviderType
public interface BillingItem {

    ObjectRef ref();

    /** Head of the hierarchy whose sources the item bills: the item itself, or the billing element it is tied to. */
    ObjectRef root();

    /** Currency of every line; prices in another one are refused. */
    CurrencyUnit currency();

    /** Party that is billed. */
    String party();

    Phase phase();

    /** Ids of the price sources to ask, in order; the first answer wins. */
    List<String> priceSources();

    /** Id of the DIP profile, where the item has one. */
    Optional<String> dipProfile();

    /** Attributes of the item by name, in the text form of their type. */
    Map<String, String> attributes();
}
