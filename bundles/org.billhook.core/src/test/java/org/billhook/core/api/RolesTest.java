package org.billhook.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTest {

    @Test
    void administratorHasEveryRole() {
        assertThat(Roles.effective(List.of("administrator"))).containsExactlyInAnyOrderElementsOf(Roles.ALL);
    }

    @Test
    void whoWorksWithBillingReadsIt() {
        assertThat(Roles.effective(List.of("billing-clerk"))).containsExactly("billing-clerk", "viewer");
        assertThat(Roles.effective(List.of("plugin-administrator"))).containsExactly("plugin-administrator");
    }

    @Test
    void roleThatIsNoneOfOursGivesNothing() {
        assertThat(Roles.effective(List.of("ssh", "admin"))).isEmpty();
    }
}
