package org.billhook.engine.internal.dip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.Configurations;
import org.billhook.core.api.DipProfiles;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** DIP profiles as configurations of the database; every version stays (D-79). */
@Component
public final class StoredDipProfiles implements DipProfiles {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Configurations configurations;
    private final Transactions transactions;

    @Activate
    public StoredDipProfiles(@Reference Configurations configurations, @Reference Transactions transactions) {
        this.configurations = configurations;
        this.transactions = transactions;
    }

    @Override
    public DipProfile put(DipProfile profile, long expected, Actor actor) {
        List<Finding> errors = new ArrayList<>(
                profile.check().stream().filter(Finding::isError).toList());
        if (!ID.matcher(profile.id()).matches()) {
            errors.add(Finding.error(
                    "BAD_ID",
                    "id",
                    "Id '%s' must be 1 to 40 letters, digits, dots, underscores and hyphens".formatted(profile.id())));
        }
        if (!errors.isEmpty()) {
            throw new BillhookException(Type.REFUSED, errors);
        }
        return ProfileTables.read(configurations.put(
                ProfileTables.SECTION, profile.id(), expected, DipProfileText.write(profile), actor));
    }

    @Override
    public Optional<DipProfile> find(String id) {
        return configurations
                .find(ProfileTables.SECTION, id)
                .map(ProfileTables::read)
                .or(() -> ProfileTables.delivered(id));
    }

    @Override
    public Optional<DipProfile> find(String id, long version) {
        return version == 0
                ? ProfileTables.delivered(id)
                : configurations.find(ProfileTables.SECTION, id, version).map(ProfileTables::read);
    }

    @Override
    public List<DipProfile> list() {
        FrozenProfiles all = Retry.call(transactions, store -> ProfileTables.freeze(store.settings()));
        return all.ids().stream().map(all::find).flatMap(Optional::stream).toList();
    }
}
