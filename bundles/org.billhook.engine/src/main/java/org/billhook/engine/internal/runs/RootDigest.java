package org.billhook.engine.internal.runs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.internal.hash.Sha256;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.joda.money.Money;

/** A writer that hashes all that goes through it: what a preview showed and what a commit would do are equal if this is. */
final class RootDigest implements BillWriter {

    private final BillWriter writer;
    private final RunInputs inputs;
    private final MessageDigest digest = Sha256.begin();
    private ItemOfRoot item;

    RootDigest(BillWriter writer, RunInputs inputs) {
        this.writer = writer;
        this.inputs = inputs;
    }

    void add(Object value) {
        String text = value == null ? "-" : value.toString();
        digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int begin(ItemOfRoot started) {
        item = started;
        add(item.ref());
        add(item.relevance.id());
        item.billedTogether.ifPresent(this::add);
        return writer.begin(item);
    }

    @Override
    public long document() {
        return writer.document();
    }

    @Override
    public void line(DraftLine line, ValueStep values) {
        writer.line(line, values);
    }

    @Override
    public void decided(Decided decided) {
        writer.decided(decided);
    }

    @Override
    public void page(List<LineRow> lines, PageMoves moves) {
        lines.forEach(this::add);
        for (PageMoves.Batch batch : moves.batches()) {
            add(batch.reason());
            batch.moves().forEach(this::add);
        }
        writer.page(lines, moves);
    }

    private void add(LineRow line) {
        add(line.position());
        add(line.quantity());
        add(line.text());
        add(line.serviceFrom());
        add(line.serviceTo());
        add(new TreeMap<>(line.characteristics()));
        add(line.net());
        add(line.revenueReceiver());
        add(line.derivation());
    }

    /** The claim: which source, after how many acts, how much. */
    private void add(Move move) {
        add(move.source());
        add(move.seq());
        add(move.kind());
        add(move.share().stripTrailingZeros().toPlainString());
        add(move.value().orElse(null));
        add(move.position());
        add(move.heldUntil().orElse(null));
    }

    @Override
    public void leftOpen(OpenSource source, Finding reason) {
        add(source.id());
        add(source.open());
        add(reason.code());
        writer.leftOpen(source, reason);
    }

    @Override
    public void end(Money net, int lines) {
        add(net);
        add(lines);
        if (lines > 0) {
            RequestKind kind = inputs.requestFor(item, net);
            add(kind);
            add(item.party());
            add(inputs.documentType(item, kind));
            add(inputs.inceptionToDate(item));
        }
        writer.end(net, lines);
    }
}
