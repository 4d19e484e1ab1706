package org.billhook.imports.internal.files;

import org.billhook.core.model.Finding;

/** A file that can't be read to its end, so that none of it is taken. */
public final class BrokenFile extends Exception {

    private static final long serialVersionUID = 1L;

    /** Stands in a message for the place that only the caller knows. */
    static final String PLACE = "{place}";

    private final transient Finding finding;

    public BrokenFile(Finding finding) {
        super(finding.message());
        this.finding = finding;
    }

    /** The same with its place. */
    BrokenFile at(String place) {
        return new BrokenFile(new Finding(
                finding.severity(),
                finding.code(),
                finding.field(),
                finding.rule(),
                finding.message().replace(PLACE, place)));
    }

    static BrokenFile of(String code, String message, Object... values) {
        return new BrokenFile(Finding.error(code, message.formatted(values)));
    }

    public Finding finding() {
        return finding;
    }
}
