package org.billhook.harness;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A multipart/form-data body; its files are read while they are sent. */
public final class Multipart {

    private final String boundary = "billhook-" + UUID.randomUUID();
    private final List<BodyPublisher> parts = new ArrayList<>();

    public Multipart field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"%s\"\r\n".formatted(name), BodyPublishers.ofString(value));
    }

    public Multipart file(String name, Path file) {
        try {
            return file(name, file.getFileName().toString(), BodyPublishers.ofFile(file));
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Multipart file(String name, String fileName, BodyPublisher content) {
        return part(
                "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n"
                        .formatted(name, fileName),
                content);
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    public BodyPublisher body() {
        List<BodyPublisher> all = new ArrayList<>(parts);
        all.add(text("--" + boundary + "--\r\n"));
        return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
    }

    private Multipart part(String headers, BodyPublisher content) {
        parts.add(text("--" + boundary + "\r\n" + headers + "\r\n"));
        parts.add(content);
        parts.add(text("\r\n"));
        return this;
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }
}
