package org.billhook.engine.internal.dip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.DipProfile.UsageRow;
import org.billhook.core.dip.Usage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Profiles as they are stored. */
class DipProfileTextTest {

    @Test
    @Tag("D-11")
    void usagesAreReadAsTheyWereWritten() {
        List<UsageRow> usages = List.of(
                new UsageRow(Usage.BILLING, Optional.of("L2"), Optional.of("G2"), true, Optional.of(3), true, true),
                UsageRow.of(Usage.DOWN_PAYMENT_DIFFERENCE));
        DipProfile profile = new DipProfile("P", 4, "All", List.of(), List.of(), List.of(), usages);
        assertThat(DipProfileText.read("P", 4, DipProfileText.write(profile))).isEqualTo(profile);
    }

    @Test
    @Tag("D-13")
    void aProfileOfBeforeThereWereUsagesKeepsWhatItSaidOfMaterial() {
        String before =
                """
                {"text": "Old", "onlyWithMaterial": %s, "characteristics": [], "sources": [], "materials": []}""";
        DipProfile leaving = DipProfileText.read("P", 1, before.formatted("true"));
        for (Usage usage : Usage.values()) {
            assertThat(leaving.usage(usage)).contains(UsageRow.of(usage).leavingWithoutMaterial());
        }
        assertThat(DipProfileText.read("P", 1, before.formatted("false")).usages())
                .isEmpty();
    }
}
