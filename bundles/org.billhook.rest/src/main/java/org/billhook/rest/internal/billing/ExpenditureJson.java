package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Expenditures;
import org.billhook.core.model.Share;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;
import org.joda.money.Money;

/** Nodes and sources of the tree of a preview. */
public final class ExpenditureJson {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private ExpenditureJson() {}

    /** One column. */
    @Schema(name = "ExpenditureColumn")
    public record ColumnJson(
            @Schema(description = "In the measure of the sources; absent where those beneath a node have several")
                    MeasuredJson quantity,
            @Schema(description = "At the prices of the preview; absent where something has no price") MoneyJson amount,
            @Schema(description = "Of the original, by quantity where there is one; rounded to two decimals")
                    String percent) {

        private static ColumnJson of(Expenditures.Column column, Expenditures.Column original) {
            return new ColumnJson(
                    column.quantity().map(MeasuredJson::of).orElse(null),
                    column.amount().map(MoneyJson::of).orElse(null),
                    percent(column, original).map(BigDecimal::toPlainString).orElse(null));
        }

        private static Optional<BigDecimal> percent(Expenditures.Column column, Expenditures.Column original) {
            Optional<BigDecimal> all = original.quantity().map(Share::value);
            Optional<BigDecimal> part = column.quantity().map(Share::value);
            if (all.isEmpty() || all.get().signum() == 0) {
                all = original.amount().map(Money::getAmount);
                part = column.amount().map(Money::getAmount);
            }
            return all.isEmpty() || part.isEmpty() || all.get().signum() == 0
                    ? Optional.empty()
                    : Optional.of(part.get().multiply(HUNDRED).divide(all.get(), 2, RoundingMode.HALF_UP));
        }
    }

    /** A node. */
    @Schema(
            name = "ExpenditureNode",
            requiredProperties = {"characteristic", "value", "original", "toBill", "later", "rejected"},
            description = "What is open beneath a node, and what becomes of it.")
    public record NodeJson(
            @Schema(description = "Number within the preview; first those of the items that bill") int node,
            @Schema(description = "Number of the node above it; absent on the first level") Integer parent,
            @Schema(description = "1 for the items that bill, one more for each step down") int level,
            @Schema(description = "What the level is about; item on the first") String characteristic,
            @Schema(description = "Blank where the sources beneath have none") String value,
            @Schema(description = "Number of sources beneath") long sources,
            @Schema(description = "Of what is open beneath; absent where not all of it has a cost in one currency")
                    MoneyJson cost,
            @Schema(description = "All that is open: the sum of the other three") ColumnJson original,
            @Schema(description = "What the commit bills") ColumnJson toBill,
            @Schema(description = "Stays open, or is set aside until a day") ColumnJson later,
            @Schema(description = "Completed without billing: written off, or covered by a contract")
                    ColumnJson rejected) {

        static NodeJson of(Expenditures.Node node) {
            Expenditures.Columns columns = node.columns();
            return new NodeJson(
                    node.node(),
                    node.parent() == 0 ? null : node.parent(),
                    node.level(),
                    node.characteristic(),
                    node.value(),
                    node.sources(),
                    node.cost().map(MoneyJson::of).orElse(null),
                    ColumnJson.of(columns.original(), columns.original()),
                    ColumnJson.of(columns.toBill(), columns.original()),
                    ColumnJson.of(columns.later(), columns.original()),
                    ColumnJson.of(columns.rejected(), columns.original()));
        }
    }

    /** A source at the end of the tree. */
    @Schema(
            name = "ExpenditureSource",
            requiredProperties = {
                "kind",
                "object",
                "serviceDate",
                "characteristics",
                "original",
                "toBill",
                "later",
                "rejected"
            })
    public record SourceJson(
            long source,
            @Schema(description = "Number of the node that it is directly beneath") int node,
            @Schema(description = "Kind of source, such as time or cost-line") String kind,
            String object,
            LocalDate serviceDate,
            @Schema(description = "What was done, for people") String text,
            Map<String, String> characteristics,
            @Schema(description = "Of what is open; absent where unknown") MoneyJson cost,
            @Schema(description = "All of it that is open: the sum of the other three") ColumnJson original,
            @Schema(description = "What the commit bills") ColumnJson toBill,
            @Schema(description = "Stays open, or is set aside until a day") ColumnJson later,
            @Schema(description = "Completed without billing: written off, or covered by a contract")
                    ColumnJson rejected,
            @Schema(description = "Why something of it is not billed") String reason) {

        static SourceJson of(Expenditures.Item item) {
            Expenditures.Columns columns = item.columns();
            return new SourceJson(
                    item.source(),
                    item.node(),
                    item.kind(),
                    item.object().toString(),
                    item.serviceDate(),
                    item.text(),
                    item.characteristics(),
                    item.cost().map(MoneyJson::of).orElse(null),
                    ColumnJson.of(columns.original(), columns.original()),
                    ColumnJson.of(columns.toBill(), columns.original()),
                    ColumnJson.of(columns.later(), columns.original()),
                    ColumnJson.of(columns.rejected(), columns.original()),
                    item.reason().orElse(null));
        }
    }
}
