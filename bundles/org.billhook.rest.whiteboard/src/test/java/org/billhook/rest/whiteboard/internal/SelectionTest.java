package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class SelectionTest {

    private final Object oldTools = new OldTools();
    private final Object newTools = new NewTools();
    private final Object handles = new Handles();
    private final Object filter = new Filter();
    private final Object sameFilter = new Filter();

    @Test
    void higherVersionOfABundleServesThePathThatBothOffer() {
        Selection selection = Selection.of(
                List.of(resource(newTools, "tools", "1.10.0", 2), resource(oldTools, "tools", "1.9.0", 1)));

        assertThat(selection.resources()).containsExactly(newTools);
    }

    @Test
    void pathThatOnlyTheOldVersionOffersStays() {
        Selection selection =
                Selection.of(List.of(resource(newTools, "tools", "2.0.0", 2), resource(handles, "tools", "1.0.0", 1)));

        assertThat(selection.resources()).containsExactly(handles, newTools);
    }

    @Test
    void twoBundlesMayShareAPath() {
        Selection selection =
                Selection.of(List.of(resource(newTools, "tools", "2.0.0", 2), resource(oldTools, "other", "1.0.0", 1)));

        assertThat(selection.resources()).containsExactly(oldTools, newTools);
    }

    @Test
    void extensionOfTheHigherVersionRunsAlone() {
        Selection selection = Selection.of(
                List.of(extension(filter, "tools", "1.0.0", 1), extension(sameFilter, "tools", "1.0.1", 2)));

        assertThat(selection.extensions()).containsExactly(sameFilter);
        assertThat(selection.resources()).isEmpty();
    }

    private static Offer resource(Object service, String bundle, String version, long order) {
        return new Offer(service, true, bundle, Version.parseVersion(version), order);
    }

    private static Offer extension(Object service, String bundle, String version, long order) {
        return new Offer(service, false, bundle, Version.parseVersion(version), order);
    }

    @Path("/tools")
    private static final class OldTools {}

    @Path("tools/")
    private static final class NewTools {}

    @Path("/handles")
    private static final class Handles {}

    private static final class Filter {}
}
