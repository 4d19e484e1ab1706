package org.billhook.core.dip;

/** What dynamic items are made for (D-10, D-15). */
public enum Usage {
    /** Code 01: bills actual sources, in debit and credit memo requests. */
    BILLING,
    /**
     * Code 11: prices planned sources, of the kinds that the DIP profile names, in a quotation. Nothing is claimed: the same plan
     * can be quoted again.
     */
    QUOTATION,
    /** Code 51: asks for the price of planned sources as a down payment. Nothing is claimed; it is asked for once. */
    DOWN_PAYMENT_REQUEST,
    /** Code 52: asks for what the price of planned sources has become more than the down payments that were asked for. */
    DOWN_PAYMENT_DIFFERENCE;

    /** Whether it settles actual sources; the others price planned ones, which stay open. */
    public boolean bills() {
        return this == BILLING;
    }

    /** Whether it asks for a down payment. */
    public boolean asksDownPayment() {
        return this == DOWN_PAYMENT_REQUEST || this == DOWN_PAYMENT_DIFFERENCE;
    }
}
