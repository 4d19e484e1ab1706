package org.billhook.rest.internal.users;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hash of a password as it stands in the file of users.
 *
 * @param text with what marks it as a hash
 * @param bare without, and decoded
 */
record StoredHash(String text, String bare) {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$.*");

    /** @param options of the module that reads the file */
    static Optional<StoredHash> find(Path file, String user, Map<String, ?> options) {
        Properties users = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            users.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(file), e);
        }
        return Optional.ofNullable(users.getProperty(user)).map(entry -> of(entry.split(",", 2)[0], options));
    }

    static StoredHash of(String text, Map<String, ?> options) {
        String prefix = option(options, "encryption.prefix");
        String suffix = option(options, "encryption.suffix");
        boolean marked =
                text.length() >= prefix.length() + suffix.length() && text.startsWith(prefix) && text.endsWith(suffix);
        String bare = marked ? text.substring(prefix.length(), text.length() - suffix.length()) : text;
        return new StoredHash(
                text, option(options, "encryption.encoding").equals("hexadecimal") ? decoded(bare) : bare);
    }

    /** @param cost of bcrypt; a hash of another kind is never cheaper */
    boolean isCheaperThan(int cost) {
        Matcher bcrypt = BCRYPT.matcher(bare);
        return bcrypt.matches() && Integer.parseInt(bcrypt.group(1)) < cost;
    }

    private static String option(Map<String, ?> options, String key) {
        return options.get(key) instanceof String text ? text : "";
    }

    private static String decoded(String hex) {
        try {
            return new String(HexFormat.of().parseHex(hex), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return ""; // a password in the clear, about to be hashed
        }
    }
}
