package org.billhook.rest.internal.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits.
 *
 * @param bits so many of the first ones
 */
record Network(InetAddress address, int bits) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*:[0-9a-fA-F:.]*|::");
    private static final Pattern BRACKETS_AND_ZONE = Pattern.compile("^\\[|(%[^\\]]*)?\\]?$");

    /** {@code 192.0.2.7}, {@code 10.1.0.0/16}, {@code 2001:db8::/32}; empty for what is none of these. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().getAddress().length * Byte.SIZE;
        if (slash < 0) {
            return Optional.of(new Network(address.get(), most));
        }
        String bits = text.substring(slash + 1);
        return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= most
                ? Optional.of(new Network(address.get(), Integer.parseInt(bits)))
                : Optional.empty();
    }

    static boolean isAddress(String text) {
        return address(text).isPresent();
    }

    boolean contains(String other) {
        return address(other).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((ours[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** What an address of digits means, in brackets and with a zone too. Never looks up a name. */
    static Optional<InetAddress> address(String given) {
        String text = BRACKETS_AND_ZONE.matcher(given).replaceAll("");
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty(); // too many colons
        }
    }
}
