package org.billhook.shell.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CameAsTest {

    private static final Set<String> VIEWER = Set.of("viewer", "shell");

    private static CameAs byPassword() {
        return new CameAs("ada", Optional.of(VIEWER), false);
    }

    @Test
    void whoKeepsTheRolesStays() {
        assertThat(byPassword().after(Map.of("ada", VIEWER, "bob", Set.of("auditor"))))
                .contains(new CameAs("ada", Optional.of(VIEWER), true));
    }

    @Test
    void whoLosesOrGetsARoleOrIsDisabledGoes() {
        assertThat(byPassword().after(Map.of("ada", Set.of("shell")))).isEmpty();
        assertThat(byPassword().after(Map.of("ada", Set.of("viewer", "shell", "auditor"))))
                .isEmpty();
        assertThat(byPassword().after(Map.of("ada", Set.of("disabled")))).isEmpty();
    }

    @Test
    void rolesOfAKeyCountFromTheFirstLookOn() {
        CameAs seen = new CameAs("ada", Optional.empty(), false)
                .after(Map.of("ada", VIEWER))
                .orElseThrow();
        assertThat(seen.after(Map.of("ada", VIEWER))).isPresent();
        assertThat(seen.after(Map.of("ada", Set.of("viewer")))).isEmpty();
    }

    @Test
    void whoIsKeptElsewhereStaysAndWhoIsTakenOutGoes() {
        assertThat(byPassword().after(Map.of())).contains(byPassword());
        assertThat(byPassword().after(Map.of("ada", VIEWER)).orElseThrow().after(Map.of()))
                .isEmpty();
    }
}
