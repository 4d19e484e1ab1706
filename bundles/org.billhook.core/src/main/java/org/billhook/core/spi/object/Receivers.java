package org.billhook.core.spi.object;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.model.ObjectRef;

/**
 * Who gets which part of something: {@code sales-order-item/4711-10 60; sales-order-item/4711-20 40}. Immutable.
 *
 * @param parts in their order, together at most 100 percent; what they leave stays where it is
 */
public record Receivers(List<Part> parts) {

    /**
     * Attribute, of type {@code RECEIVERS}, of an object of which others get a part of what is posted on it or beneath it, as an
     * element that several contract items share (O-46). Core hands the parts on with each posting, for every kind that has it.
     */
    public static final String APPORTIONMENT = "apportionment";

    private static final Pattern PART = Pattern.compile("(\\S+) ([0-9]{1,3}(?:\\.[0-9]{1,2})?)");
    private static final BigDecimal WHOLE = new BigDecimal(100);

    public Receivers {
        parts = List.copyOf(parts);
    }

    /** @param percent above 0, at most two decimals */
    public record Part(ObjectRef receiver, BigDecimal percent) {}

    /** All of it to one receiver, as text. */
    public static String whole(ObjectRef receiver) {
        return receiver + " 100";
    }

    /** @throws IllegalArgumentException if the text is no list of receivers; the message says why */
    public static Receivers parse(String text) {
        List<Part> parts = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (String each : text.split(";")) {
            Part part = part(each.strip());
            sum = sum.add(part.percent());
            parts.add(part);
        }
        if (sum.compareTo(WHOLE) > 0) {
            throw new IllegalArgumentException(
                    "The parts are %s percent together, 100 at most".formatted(sum.toPlainString()));
        }
        return new Receivers(parts);
    }

    private static Part part(String text) {
        Matcher matcher = PART.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not of the form kind/key percent; kind/key percent".formatted(text));
        }
        BigDecimal percent = new BigDecimal(matcher.group(2));
        if (percent.signum() == 0) {
            throw new IllegalArgumentException("'%s' gets nothing".formatted(matcher.group(1)));
        }
        return new Part(ObjectRef.parse(matcher.group(1)), percent);
    }

    /** The receivers, in their order and without repeats. */
    public List<ObjectRef> refs() {
        return parts.stream().map(Part::receiver).distinct().toList();
    }
}
