package org.billhook.store.internal.repository;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** SHA-256 of rows by what their columns say. For one transaction, which has few days and moments, and not for more than one thread. */
final class RowDigests {

    private record Column(Object value, String text) {}

    private final MessageDigest digest = sha256();
    private final StringBuilder text = new StringBuilder(512);
    /** Of the row before: many columns say the same in row after row. */
    private final Map<Covered, Column[]> columns = new EnumMap<>(Covered.class);

    private final Map<LocalDate, String> days = new HashMap<>();
    private final Map<Instant, String> moments = new HashMap<>();

    /** Digest of a row that has at least the columns of the table, in their order. */
    byte[] of(Covered covered, Object[] row) {
        Column[] before =
                columns.computeIfAbsent(covered, key -> new Column[key.table().width()]);
        text.setLength(0);
        for (int i = 0; i < before.length; i++) {
            Object value = row[i];
            if (before[i] == null || !Objects.equals(before[i].value(), value)) {
                before[i] = new Column(value, column(covered, i, text(value)));
            }
            text.append(before[i].text());
        }
        return digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String column(Covered covered, int index, String value) {
        if (value == null) {
            return covered.isAdded(index) ? "" : "-1:";
        }
        return value.length() + ":" + value;
    }

    /** Over the digests of rows, from an index to another, exclusive. */
    String of(Digests rows, int from, int to) {
        rows.update(digest, from, to);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** As both databases give it back. */
    private String text(Object value) {
        if (value == null) {
            return null;
        } else if (value instanceof Optional<?> optional) {
            return text(optional.orElse(null));
        } else if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString();
        } else if (value instanceof LocalDate day) {
            return days.computeIfAbsent(day, LocalDate::toString);
        } else if (value instanceof Instant moment) {
            return moments.computeIfAbsent(
                    moment, key -> key.truncatedTo(ChronoUnit.MICROS).toString());
        } else if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
