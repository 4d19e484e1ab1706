package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.price.TimeRounding;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Read;
import org.joda.money.BigMoney;

/** An entry to be added to a price list. */
@Schema(
        name = "NewPrice",
        requiredProperties = {"list", "validFrom"},
        example =
                """
                {
                  "list": "standard",
                  "key": {"activity": "DESIGN"},
                  "unit": "HUR",
                  "price": {"amount": "120.00", "currency": "EUR"},
                  "validFrom": "2026-01-01"
                }""")
public record NewPriceJson(
        @Schema(description = "Name of the price list; items that name none have the list standard") String list,
        @Schema(description = "Characteristics that must match, for example activity, person, project, customer")
                Map<String, String> key,
        @Schema(
                        description =
                                "What the price is for one of: a unit of UN/ECE Recommendation 20, C62 of a rate of exchange",
                        example = "HUR")
                String unit,
        @Schema(description = "Price of one unit, with any number of decimals") MoneyJson price,
        @Schema(
                        description =
                                "In place of unit and price: percent of the price, above 0 for a surcharge and below for a"
                                        + " discount, from -100 to 1000",
                        example = "25")
                String percent,
        @Schema(format = "date") String validFrom,
        @Schema(format = "date", description = "Last day; open-ended unless told") String validTo,
        @Schema(
                        description =
                                "Least quantity of a line that the price is for: a step of a scale; any unless told. Steps of one"
                                        + " scale start on one day",
                        example = "100")
                String from,
        @Schema(
                        description =
                                "Whether the step is only for what lies above it, so that a line is the sum of its steps; otherwise all"
                                        + " of the line has the price of the step that it reaches")
                Boolean graduated,
        @Schema(description = "In place of unit and price: how time is rounded before it is priced by the list")
                RoundUpJson roundUp) {

    /** How time is rounded up. */
    @Schema(name = "RoundUp", example = """
                    {"minutes": "15", "per": "ENTRY"}""")
    public record RoundUpJson(
            @Schema(description = "Above 0, at most 1440, such as 6, 15 or 30") String minutes,
            @Schema(description = "ENTRY, or DAY for what one person worked on one day") String per) {

        static RoundUpJson of(TimeRounding rounding) {
            return new RoundUpJson(rounding.minutes().toPlainString(), rounding.perDay() ? "DAY" : "ENTRY");
        }

        private TimeRounding read(Input in, String prefix) {
            BigDecimal up = in.required(
                    prefix + "minutes", minutes, text -> new TimeRounding(Read.decimal(text), false).minutes());
            Per each = in.required(prefix + "per", per, Read.oneOf(Per.class));
            return up == null || each == null ? null : new TimeRounding(up, each == Per.DAY);
        }

        private enum Per {
            ENTRY,
            DAY
        }
    }

    /** Null if anything was wrong with it. */
    PriceEntry read(Input in, String prefix) {
        return roundUp == null ? priced(in, prefix) : rounding(in, prefix);
    }

    private PriceEntry rounding(Input in, String prefix) {
        String name = in.text(prefix + "list", list, 120);
        TimeRounding rounding = roundUp.read(in, prefix + "roundUp.");
        if (price != null || percent != null || unit != null || from != null || graduated != null) {
            in.refuse(
                    "ONE_OF",
                    prefix + "roundUp",
                    "%sroundUp has no unit, price, percent, from or graduated beside it".formatted(prefix));
        }
        LocalDate start = in.required(prefix + "validFrom", validFrom, Read::date);
        Optional<LocalDate> to = in.optional(prefix + "validTo", validTo, Read::date);
        Map<String, String> matches = key == null ? Map.of() : key;
        matches.forEach((characteristic, value) -> in.text(prefix + "key." + characteristic, value, 120));
        if (start != null && to.isPresent() && to.get().isBefore(start)) {
            in.refuse("WRONG_VALUE", prefix + "validTo", "%svalidTo lies before validFrom".formatted(prefix));
        }
        return in.findings().isEmpty() ? PriceEntry.rounding(name, matches, rounding, start, to) : null;
    }

    private PriceEntry priced(Input in, String prefix) {
        String name = in.text(prefix + "list", list, 120);
        Optional<BigDecimal> part = in.optional(prefix + "percent", percent, Read::decimal);
        Unit of = percent == null ? in.required(prefix + "unit", unit, Unit::new) : PriceEntry.PERCENT;
        BigMoney money = in.price(prefix + "price", price);
        if ((price == null) == (percent == null)) {
            in.refuse("ONE_OF", prefix + "price", "%sprice or percent: one of them is needed".formatted(prefix));
        }
        if (percent != null && unit != null) {
            in.refuse("WRONG_VALUE", prefix + "unit", "%sunit: a percentage has none".formatted(prefix));
        }
        if (percent == null && (PriceEntry.PERCENT.equals(of) || PriceEntry.ROUNDING.equals(of))) {
            in.refuse(
                    "WRONG_VALUE",
                    prefix + "unit",
                    "%sunit: a percentage is told as percent, a rounding of time as roundUp".formatted(prefix));
        }
        LocalDate start = in.required(prefix + "validFrom", validFrom, Read::date);
        BigDecimal least = in.optional(prefix + "from", from, Read::decimal).orElse(BigDecimal.ZERO);
        if (least.signum() < 0) {
            in.refuse("WRONG_VALUE", prefix + "from", "%sfrom is below zero".formatted(prefix));
        }
        Optional<LocalDate> to = in.optional(prefix + "validTo", validTo, Read::date);
        PriceEntry.Rule rule = Boolean.TRUE.equals(graduated) ? PriceEntry.Rule.GRADUATED : PriceEntry.Rule.WHOLE;
        if (percent != null && rule != PriceEntry.Rule.WHOLE) {
            in.refuse(
                    "WRONG_VALUE",
                    prefix + "graduated",
                    "%sgraduated: a percentage is of the whole price".formatted(prefix));
        }
        Map<String, String> matches = key == null ? Map.of() : key;
        matches.forEach((characteristic, value) -> in.text(prefix + "key." + characteristic, value, 120));
        if (start != null && to.isPresent() && to.get().isBefore(start)) {
            in.refuse("WRONG_VALUE", prefix + "validTo", "%svalidTo lies before validFrom".formatted(prefix));
        }
        if (!in.findings().isEmpty()) {
            return null;
        }
        return part.map(value -> PriceEntry.percentage(name, matches, value, start, to, least))
                .orElseGet(() -> new PriceEntry(name, 0, matches, of, money, start, to, least, rule));
    }
}
