package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the frame of a call can be read: what the framework stumbles over is told apart before. */
final class Readable {

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([^\"';,\\s]*)");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int SHOWN = 80;

    private Readable() {}

    /** What is wrong; empty if it can be read. */
    static Optional<Problem> problem(HttpServletRequest request) {
        if (isBroken(request.getRequestURI()) || isBroken(request.getQueryString())) {
            return Optional.of(Problem.of(
                    400, "A percent sign in the address must be followed by two hexadecimal digits", request));
        }
        return charset(request.getContentType())
                .filter(name -> !isKnown(name))
                .map(name -> Problem.of(
                        415,
                        "The character set '%s' of the body is not known; use UTF-8".formatted(shortened(name)),
                        request));
    }

    private static boolean isBroken(String part) {
        return part != null && BAD_ESCAPE.matcher(part).find();
    }

    private static Optional<String> charset(String type) {
        Matcher matcher = CHARSET.matcher(type == null ? "" : type);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean isKnown(String charset) {
        try {
            return !charset.isEmpty() && Charset.isSupported(charset);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
