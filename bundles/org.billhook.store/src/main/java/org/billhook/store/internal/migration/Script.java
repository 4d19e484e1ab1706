package org.billhook.store.internal.migration;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A migration: the part for every database, and after it the part for one, if there is one.
 *
 * @param name for example {@code 001-foundation}; the order of names is the order of migrations
 */
public record Script(String name, String common, String special) {

    private static final String FOLDER = "/org/billhook/store/migration/";

    /** The scripts of this version for a database, in order. */
    public static List<Script> all(String database) {
        return read("index.txt")
                .lines()
                .map(name -> new Script(name, read(name + ".sql"), readIfThere(name + "." + database + ".sql")))
                .toList();
    }

    public String checksum() {
        try {
            byte[] text = (common + special).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The statements, with tokens filled in and without comments. */
    public List<String> statements(Map<String, String> tokens) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : (common + "\n" + special).lines().toList()) {
            if (line.stripLeading().startsWith("--") || line.isBlank()) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(";")) {
                statement.setLength(statement.length() - 2);
                statements.add(fill(statement.toString(), tokens));
                statement.setLength(0);
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalStateException("Migration %s ends within a statement: %s".formatted(name, statement));
        }
        return statements;
    }

    private String fill(String statement, Map<String, String> tokens) {
        String filled = statement;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            filled = filled.replace("${" + token.getKey() + "}", token.getValue());
        }
        if (filled.contains("${")) {
            throw new IllegalStateException("Migration %s has an unknown token: %s".formatted(name, filled));
        }
        return filled;
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new FileNotFoundException(FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readIfThere(String file) {
        return Script.class.getResource(FOLDER + file) == null ? "" : read(file);
    }
}
