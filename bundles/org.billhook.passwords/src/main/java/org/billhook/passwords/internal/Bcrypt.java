package org.billhook.passwords.internal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.karaf.jaas.modules.Encryption;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Hashes by bcrypt, in hexadecimal as a comma or an equals sign has a meaning where they are kept. */
final class Bcrypt implements Encryption {

    static final String ALGORITHM = "bcrypt";

    /** Two to the power of this many rounds: about a quarter of a second. */
    private static final int COST = 12;

    @Override
    public String encryptPassword(String plain) {
        return HexFormat.of()
                .formatHex(BCrypt.hashpw(plain, BCrypt.gensalt(COST)).getBytes(StandardCharsets.US_ASCII));
    }

    /** @param hash of any cost; what is none fits no password */
    @Override
    public boolean checkPassword(String given, String hash) {
        try {
            return BCrypt.checkpw(given, new String(HexFormat.of().parseHex(hash), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return false; // not a hash by bcrypt
        }
    }
}
