package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Prices;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.store.internal.sql.Json;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** An entry of a price list. */
@Entity(name = "Price")
@Table(name = "price_entry")
public class PriceEntity {

    private static final int SCALE = 12;

    @Id
    private long id;

    @Column(name = "list_name")
    private String list;

    @Column(name = "key_json")
    private String keyJson;

    @Column(name = "key_hash")
    private String keyHash;

    private String unit;
    private BigDecimal price;

    @Column(name = "price_scale")
    private int scale;

    private String currency;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;

    private long since;

    @Column(name = "scale_from")
    private BigDecimal from;

    private boolean discount;

    /** Version of the price lists that took it out; 0 while it stands. */
    @Column(name = "cancelled_with")
    private long cancelledWith;

    @Column(name = "rule_name")
    private String rule;

    @Column(name = "cancel_reason")
    private String cancelReason;

    @Column(name = "replaced_by")
    private Long replacedBy;

    protected PriceEntity() {}

    /**
     * @param since version of the price lists that it came with
     * @throws ArithmeticException if the price has more than twelve decimals
     */
    public PriceEntity(long id, PriceEntry entry, long since) {
        this.id = id;
        this.since = since;
        list = entry.list();
        keyJson = Json.of(entry.key());
        keyHash = hash(entry.key());
        unit = entry.unit().code();
        price = entry.price().getAmount().setScale(SCALE, RoundingMode.UNNECESSARY);
        scale = entry.price().getScale();
        currency = entry.price().getCurrencyUnit().getCode();
        validFrom = entry.validFrom();
        validTo = entry.validTo().orElse(null);
        from = entry.from();
        discount = entry.isDiscount();
        rule = entry.rule().name();
    }

    public long id() {
        return id;
    }

    public void endOn(LocalDate lastDay) {
        validTo = lastDay;
    }

    public void cancel(String reason, long version) {
        cancelledWith = version;
        cancelReason = reason;
    }

    public void replaceBy(long number) {
        replacedBy = number;
    }

    public Prices.Listed listed() {
        return new Prices.Listed(
                entry(),
                cancelledWith == 0
                        ? Optional.empty()
                        : Optional.of(new Prices.Cancellation(cancelReason, Optional.ofNullable(replacedBy))));
    }

    public PriceEntry entry() {
        return new PriceEntry(
                list,
                id,
                Json.map(keyJson),
                new Unit(unit),
                BigMoney.of(CurrencyUnit.of(currency), price.setScale(scale, RoundingMode.UNNECESSARY)),
                validFrom,
                Optional.ofNullable(validTo),
                from,
                PriceEntry.Rule.valueOf(rule));
    }

    /** What stands for the key in the unique constraint. */
    public static String hash(Map<String, String> key) {
        try {
            byte[] text = Json.of(key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
