package org.billhook.shell.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.impl.action.command.DefaultActionPreparator;
import org.billhook.core.api.Actor;
import org.billhook.core.api.DueList.DueRoot;
import org.billhook.core.api.DueList.Query;
import org.billhook.core.api.Page;
import org.billhook.core.model.ObjectRef;
import org.billhook.shell.internal.Operator;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class DueListTest {

    private static final Operator VIEWER = new Operator(new Actor("viewer"), Set.of());
    private static final LocalDate KEY_DATE = LocalDate.of(2026, 2, 28);

    private final List<Query> asked = new ArrayList<>();
    private final org.billhook.core.api.DueList due = new org.billhook.core.api.DueList() {
        @Override
        public Page<DueRoot> list(Query query, Page.Request page) {
            asked.add(query);
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public Settled settleUnbilled(LocalDate keyDate, List<ObjectRef> roots, String reason, Actor actor) {
            throw new UnsupportedOperationException();
        }
    };

    @Test
    void withoutFiltersAllRootsAreAskedFor() throws Exception {
        run("2026-02-28");

        assertThat(asked).containsExactly(Query.all(KEY_DATE));
    }

    @Test
    void everyFilterIsPassedOn() throws Exception {
        run(
                "--party",
                "C-1",
                "--item",
                "sales-order-item/47-10",
                "--relevance",
                "itemized",
                "--reason",
                "STATUS",
                "--at-stake",
                "--at-least",
                "1000.00 EUR",
                "2026-02-28");

        assertThat(asked)
                .containsExactly(new Query(
                        KEY_DATE,
                        Optional.of("C-1"),
                        Optional.of(new ObjectRef("sales-order-item", "47-10")),
                        Optional.of("itemized"),
                        Optional.of("STATUS"),
                        true,
                        Optional.of(Money.parse("EUR 1000.00"))));
    }

    @Test
    void leastAmountNeedsItsCurrency() {
        assertThatThrownBy(() -> run("--at-least", "1000.00", "2026-02-28"))
                .hasMessage("'1000.00' is not of the form 100.00 EUR");
        assertThat(asked).isEmpty();
    }

    private void run(Object... words) throws Exception {
        DueList command = new DueList();
        for (Field field : DueList.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(Reference.class)) {
                field.setAccessible(true);
                field.set(command, due);
            }
        }
        assertThat(new DefaultActionPreparator().prepare(command, null, List.of(words)))
                .isTrue();
        command.run(VIEWER, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }
}
