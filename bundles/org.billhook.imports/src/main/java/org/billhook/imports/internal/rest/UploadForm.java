package org.billhook.imports.internal.rest;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.ParameterParser;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.run.Intake;

/**
 * A body of type {@code multipart/form-data}: its files go straight to the intake, in constant memory; its fields are kept.
 * Part {@code file} is the main file, every other file is a joined one by the name of its part.
 */
final class UploadForm {

    private static final int BUFFER = 65_536;
    private static final int MOST_PARTS = 20;
    private static final int LONGEST_FIELD = 262_144;
    private static final int LONGEST_NAME = 200;

    private final Map<String, String> fields = new HashMap<>();

    private UploadForm() {}

    static UploadForm read(InputStream body, MediaType type, Intake intake) throws IOException {
        String boundary = type.getParameters().get("boundary");
        if (boundary == null || boundary.isBlank() || boundary.length() > 70) {
            throw unreadable("The content type names no boundary of 1 to 70 characters");
        }
        UploadForm form = new UploadForm();
        try {
            MultipartStream parts =
                    new MultipartStream(body, boundary.getBytes(StandardCharsets.ISO_8859_1), BUFFER, null);
            parts.setHeaderEncoding(StandardCharsets.UTF_8.name());
            int count = 0;
            for (boolean more = parts.skipPreamble(); more; more = parts.readBoundary()) {
                if (++count > MOST_PARTS) {
                    throw unreadable("The form has more than %d parts".formatted(MOST_PARTS));
                }
                form.part(parts, intake);
            }
            if (count == 0) {
                throw unreadable("The form is cut off or broken: it has no parts");
            }
        } catch (MultipartStream.MalformedStreamException | MultipartStream.IllegalBoundaryException e) {
            throw unreadable("The form is cut off or broken: " + e.getMessage());
        }
        return form;
    }

    private void part(MultipartStream parts, Intake intake) throws IOException {
        Map<String, String> disposition = disposition(parts.readHeaders());
        String name = disposition.get("name");
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw unreadable("A part of the form has no name of 1 to %d characters".formatted(LONGEST_NAME));
        }
        String file = disposition.get("filename");
        if (file == null) {
            LimitedText text = new LimitedText(name);
            parts.readBodyData(text);
            if (fields.putIfAbsent(name, text.toString(StandardCharsets.UTF_8).strip()) != null) {
                throw unreadable("Field '%s' is sent twice".formatted(name));
            }
        } else {
            try (OutputStream out = intake.open(name, plain(file))) {
                parts.readBodyData(out);
            }
        }
    }

    private static Map<String, String> disposition(String headers) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Disposition:", 0, 20))
                .findFirst()
                .map(line -> parser.parse(line.substring(20), ';'))
                .orElse(Map.of());
    }

    /** Some programs send the whole path. */
    private static String plain(String file) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    /** @throws BillhookException if it is missing */
    String required(String name) {
        return field(name).orElseThrow(() -> unreadable("Field '%s' is missing".formatted(name)));
    }

    private static BillhookException unreadable(String message) {
        return new BillhookException(BillhookException.Type.UNREADABLE, Finding.error("BAD_UPLOAD", "body", message));
    }

    private static final class LimitedText extends ByteArrayOutputStream {

        private final String name;

        LimitedText(String name) {
            this.name = name;
        }

        @Override
        public synchronized void write(byte[] source, int offset, int length) {
            if (size() + length > LONGEST_FIELD) {
                throw unreadable("Field '%s' is longer than %d bytes".formatted(name, LONGEST_FIELD));
            }
            super.write(source, offset, length);
        }
    }
}
