package org.billhook.imports.internal.csv;

import org.billhook.core.model.Finding;

/** A file that can't be read to its end, so that none of it is taken. */
public final class BrokenFile extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public BrokenFile(Finding finding) {
        super(finding.message());
        this.finding = finding;
    }

    static BrokenFile of(String code, String message, Object... values) {
        return new BrokenFile(Finding.error(code, message.formatted(values)));
    }

    public Finding finding() {
        return finding;
    }
}
