package org.billhook.rest.wire.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes addresses of this server for its callers: without scheme and host, which each caller knows better than a server behind a
 * proxy, or with those of the settings. What a request says of them, such as the header Host, is never repeated.
 *
 * @param prefix for example {@code https://billing.example.com/billhook}; empty for none
 */
record PublicAddress(String prefix) {

    private static final Pattern ALLOWED = Pattern.compile("https?://[^/?#@\\s]+(/[^?#\\s]*)?");

    /** As the settings say; empty for what is no address. */
    static Optional<PublicAddress> parse(String setting) {
        String text = setting.strip();
        if (text.isEmpty()) {
            return Optional.of(new PublicAddress(""));
        }
        return ALLOWED.matcher(text).matches() && isUri(text)
                ? Optional.of(new PublicAddress(text.replaceAll("/+$", "")))
                : Optional.empty();
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * @param own addresses of this server
     * @param target of this server, or of another one, which stays as it is
     */
    String of(List<URI> own, URI target) {
        if (target.isAbsolute() && own.stream().noneMatch(address -> isSameServer(address, target))) {
            return target.toASCIIString();
        }
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return URI.create(prefix + target.getRawPath() + query).toASCIIString();
    }

    private static boolean isSameServer(URI own, URI target) {
        return target.getScheme().equals(own.getScheme())
                && String.valueOf(target.getRawAuthority()).equals(own.getRawAuthority());
    }
}
