package org.billhook.imports.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks through a workbook before it is read, so that no file makes the server run out of memory or time: how large its parts
 * become, how long a text in a sheet is, and which columns it names. What refers to something outside is read by nobody: the
 * reader knows neither document types nor external entities.
 */
final class XlsxGuard {

    /** Bytes of all parts together, unpacked. */
    static final long MOST_BYTES = 1L << 30;

    /** Bytes of a part that is held in memory: all but the sheets. */
    static final long MOST_HELD = 64L << 20;

    private static final int MOST_PARTS = 2_000;
    private static final String SHEETS = "xl/worksheets/";

    private final byte[] buffer = new byte[65_536];
    private long bytes;

    private XlsxGuard() {}

    /** @throws BrokenFile if the workbook is larger than what is read */
    static void check(Path file) throws IOException, BrokenFile {
        new XlsxGuard().checkParts(file);
    }

    private void checkParts(Path file) throws IOException, BrokenFile {
        Set<String> names = new HashSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!names.add(entry.getName()) || names.size() > MOST_PARTS) {
                    throw tooLarge("it has more than %d parts, or one twice", MOST_PARTS);
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    checkPart(entry.getName(), in);
                }
            }
        } catch (ZipException e) {
            throw BrokenFile.of(
                    "NOT_XLSX", "The file begins like a workbook but can't be unpacked: %s", e.getMessage());
        }
    }

    private void checkPart(String name, InputStream in) throws IOException, BrokenFile {
        SheetText sheet = name.startsWith(SHEETS) ? new SheetText() : null;
        long ofPart = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            ofPart += read;
            if (bytes > MOST_BYTES) {
                throw tooLarge("its parts have more than %d bytes, unpacked", MOST_BYTES);
            }
            if (sheet == null && ofPart > MOST_HELD) {
                throw tooLarge("its part %s has more than %d bytes, unpacked", name, MOST_HELD);
            }
            if (sheet != null) {
                sheet.read(buffer, read);
            }
        }
    }

    private static BrokenFile tooLarge(String what, Object... values) {
        return BrokenFile.of("WORKBOOK_TOO_LARGE", "The workbook is not read: %s", what.formatted(values));
    }

    /** Reads a sheet byte by byte, as far as the limits need it. */
    private static final class SheetText {

        /** Longest tag, and longest text between two. Excel itself allows 32,767 characters. */
        private static final int LONGEST = 262_144;

        /** Columns of a sheet have three letters at most. */
        private static final int MOST_LETTERS = 3;

        private final StringBuilder name = new StringBuilder();
        private long position;
        private int run;
        private int letters;
        private boolean inTag;
        private boolean named;
        private boolean cell;

        void read(byte[] part, int length) throws BrokenFile {
            for (int i = 0; i < length; i++) {
                next(part[i] & 0xff);
            }
        }

        private void next(int c) throws BrokenFile {
            if (c == 0 || (position == 0 && c != '<' && c != 0xef && !Character.isWhitespace(c))) {
                throw BrokenFile.of("NOT_XLSX", "A sheet of the workbook is not written in UTF-8");
            }
            position++;
            if (++run > LONGEST) {
                throw tooLarge("a text in a sheet has more than %d bytes", LONGEST);
            }
            if (c == '<') {
                run = 0;
                inTag = true;
                named = false;
                cell = false;
                name.setLength(0);
            } else if (c == '>') {
                run = 0;
                inTag = false;
            } else if (inTag && !named) {
                readName((char) c);
            } else if (inTag && cell) {
                checkColumn(c);
            }
        }

        private void readName(char c) {
            if (!Character.isWhitespace(c) && c != '/') {
                name.append(c == ':' ? "" : c);
                if (c == ':') {
                    name.setLength(0);
                }
                return;
            }
            named = true;
            letters = 0;
            cell = name.toString().equals("c");
        }

        private void checkColumn(int c) throws BrokenFile {
            if (c == '&' || (c >= '0' && c <= '9' && letters > MOST_LETTERS)) {
                throw BrokenFile.of("NOT_XLSX", "A sheet of the workbook names a cell beyond column XFD");
            }
            letters = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? letters + 1 : 0;
        }
    }
}
