package org.billhook.rest.internal.security;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who tries to log in, from where.
 *
 * @param network address of the caller; of IPv6 the first 64 bits, as who has one address there has all others of it
 */
record Client(String user, String network) {

    private static final int NETWORK_BYTES = 8;

    /** @param address what is none stands for itself */
    static Client of(String user, String address) {
        return new Client(user, Network.address(address).map(Client::network).orElse(address));
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length > NETWORK_BYTES
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64"
                : address.getHostAddress();
    }
}
