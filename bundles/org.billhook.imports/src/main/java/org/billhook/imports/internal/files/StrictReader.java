package org.billhook.imports.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;

/**
 * Decodes bytes and replaces none: what has no character ends the reading with {@link UndecodableBytes}, after every
 * character before it was delivered, so that who reads knows how far it came.
 */
final class StrictReader extends Reader {

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(8192).flip();
    private final CharBuffer chars = CharBuffer.allocate(8192).flip();
    private long consumed;
    private boolean ended;
    private boolean flushed;

    /** @param skipped bytes of the file that were read before */
    StrictReader(InputStream in, Charset charset, long skipped) {
        this.in = in;
        this.consumed = skipped;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (flushed) {
                return -1;
            }
            decode();
        }
        int read = Math.min(length, chars.remaining());
        chars.get(target, offset, read);
        return read;
    }

    private void decode() throws IOException {
        chars.clear();
        int before = bytes.position();
        CoderResult result = decoder.decode(bytes, chars, ended);
        consumed += bytes.position() - before;
        boolean nothing = chars.position() == 0;
        if (result.isError() && nothing) {
            throw undecodable(result.length());
        }
        if (result.isUnderflow() && ended) {
            flushed = decoder.flush(chars).isUnderflow();
        } else if (result.isUnderflow() && nothing) {
            fill();
        }
        chars.flip();
    }

    private UndecodableBytes undecodable(int length) {
        byte[] wrong = new byte[length];
        bytes.slice(bytes.position(), length).get(wrong);
        return new UndecodableBytes(
                consumed + 1, HexFormat.ofDelimiter(" ").withUpperCase().formatHex(wrong));
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
