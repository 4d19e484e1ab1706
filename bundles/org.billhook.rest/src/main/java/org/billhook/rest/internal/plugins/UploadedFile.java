package org.billhook.rest.internal.plugins;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.ParameterParser;

/** The file of one part of a form, kept on disk until it is closed. */
final class UploadedFile implements AutoCloseable {

    private static final int BUFFER = 65_536;
    private static final int MOST_PARTS = 20;
    private static final String DISPOSITION = "Content-Disposition:";

    private final Path file;

    private UploadedFile(Path file) {
        this.file = file;
    }

    /** @throws BadRequestException if the form can't be read, or has no such part */
    static UploadedFile of(InputStream form, MediaType type, String part) throws IOException {
        String boundary = type.getParameters().get("boundary");
        if (boundary == null || boundary.isBlank() || boundary.length() > 70) {
            throw new BadRequestException("The content type names no boundary of 1 to 70 characters");
        }
        try {
            MultipartStream parts =
                    new MultipartStream(form, boundary.getBytes(StandardCharsets.ISO_8859_1), BUFFER, null);
            int left = MOST_PARTS;
            for (boolean more = parts.skipPreamble(); more && left > 0; more = parts.readBoundary()) {
                left--;
                if (part.equals(name(parts.readHeaders()))) {
                    return keep(parts);
                }
                parts.discardBodyData();
            }
        } catch (MultipartStream.MalformedStreamException | MultipartStream.IllegalBoundaryException e) {
            throw new BadRequestException("The form is cut off or broken", e);
        }
        throw new BadRequestException("The form has no part '%s'".formatted(part));
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static UploadedFile keep(MultipartStream parts) throws IOException {
        UploadedFile kept = new UploadedFile(Files.createTempFile("billhook-upload", ".part"));
        try (OutputStream out = Files.newOutputStream(kept.file)) {
            parts.readBodyData(out);
            return kept;
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    private static String name(String headers) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        Map<String, String> parameters = headers.lines()
                .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
                .findFirst()
                .map(line -> parser.parse(line.substring(DISPOSITION.length()), ';'))
                .orElse(Map.of());
        return parameters.get("name");
    }
}
