package org.billhook.imports.internal.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The bytes by which some programs tell the encoding at the begin of a file. */
record ByteOrderMark(String charset, byte[] bytes) {

    private static final List<ByteOrderMark> KNOWN = List.of(
            new ByteOrderMark("UTF-32LE", HexFormat.of().parseHex("fffe0000")),
            new ByteOrderMark("UTF-8", HexFormat.of().parseHex("efbbbf")),
            new ByteOrderMark("UTF-16LE", HexFormat.of().parseHex("fffe")),
            new ByteOrderMark("UTF-16BE", HexFormat.of().parseHex("feff")));

    /**
     * Skips the mark, if there is one.
     *
     * @return bytes skipped
     * @throws BrokenFile if it tells another encoding than the mapping
     */
    static int skip(BufferedInputStream in, Charset charset) throws IOException, BrokenFile {
        in.mark(8);
        byte[] start = in.readNBytes(4);
        in.reset();
        for (ByteOrderMark mark : KNOWN) {
            int length = mark.bytes.length;
            if (start.length >= length && Arrays.equals(mark.bytes, Arrays.copyOf(start, length))) {
                if (!mark.fits(charset)) {
                    throw BrokenFile.of(
                            "WRONG_ENCODING",
                            "The file begins with the byte order mark of %s, but its mapping says %s",
                            mark.charset,
                            charset.name());
                }
                // UTF-16 and UTF-32 without a byte order in their name need the mark themselves
                return charset.name().equals(mark.charset) ? (int) in.skip(length) : 0;
            }
        }
        return 0;
    }

    private boolean fits(Charset of) {
        return charset.equals(of.name()) || (of.name().matches("UTF-16|UTF-32") && charset.startsWith(of.name()));
    }
}
