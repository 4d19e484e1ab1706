package org.billhook.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageParamsTest {

    @Test
    void pageHasAHundredItemsUnlessTold() {
        assertThat(new PageParams(null, null).request()).isEqualTo(new Page.Request(Optional.empty(), 100));
        assertThat(new PageParams("1000", "c").request()).isEqualTo(new Page.Request(Optional.of("c"), 1000));
        assertThat(new PageParams("1", " ").request()).isEqualTo(new Page.Request(Optional.empty(), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", "", "99999999999999999999"})
    void anotherLimitIsRefusedByName(String limit) {
        assertThatThrownBy(() -> new PageParams(limit, null).request())
                .isInstanceOfSatisfying(BillhookException.class, e -> {
                    assertThat(e.type()).isEqualTo(BillhookException.Type.UNREADABLE);
                    assertThat(e.findings().get(0).field()).contains("limit");
                });
    }
}
