package org.billhook.engine.internal.ledger;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;

/** What can be said of a command before its source is read, and then of its portion. */
final class CommandCheck {

    static final int REASON = 500;

    private static final Set<ActKind> ALLOWED = EnumSet.of(
            ActKind.HOLD,
            ActKind.RELEASE,
            ActKind.WRITE_OFF,
            ActKind.UNDO_WRITE_OFF,
            ActKind.TRANSFER,
            ActKind.REVERSE,
            ActKind.REVALUE);

    private CommandCheck() {}

    static List<Finding> form(Command command) {
        List<Finding> findings = new ArrayList<>();
        if (!ALLOWED.contains(command.kind())) {
            findings.add(Finding.error(
                    "NOT_A_COMMAND", "kind", "%s is not a command; allowed are %s".formatted(command.kind(), ALLOWED)));
        }
        if (command.reason().isBlank() || command.reason().length() > REASON) {
            findings.add(Finding.error("NO_REASON", "reason", "A reason of 1 to 500 characters is needed"));
        }
        needs(command, ActKind.HOLD, command.until().isPresent(), "until", "the first day it can be billed again")
                .ifPresent(findings::add);
        needs(command, ActKind.TRANSFER, command.target().isPresent(), "target", "the object to post it on")
                .ifPresent(findings::add);
        boolean share = command.portion().flatMap(portion -> portion.share()).isPresent();
        needs(command, ActKind.REVALUE, share, "portion", "what shall be posted, in the measure of the source")
                .ifPresent(findings::add);
        if (command.portion()
                .filter(portion ->
                        portion.share().isPresent() && portion.amount().isPresent())
                .isPresent()) {
            findings.add(Finding.error("BOTH", "portion", "A portion is either a share or an amount"));
        }
        if (command.kind() == ActKind.REVERSE && command.portion().isPresent()) {
            findings.add(Finding.error(
                    "WHOLE_ONLY", "portion", "A posting is reversed as a whole; write off a part of it instead"));
        }
        return findings;
    }

    /** G-12: positive numbers, in the measure of the source. */
    static Optional<Finding> portion(Command command, Measure measure) {
        boolean positive = command.portion()
                .map(portion -> portion.share().map(share -> share.signum() > 0).orElse(false)
                        || portion.amount().map(amount -> amount.isPositive()).orElse(false))
                .orElse(true);
        if (!positive) {
            return Optional.of(
                    Finding.error("NOT_POSITIVE", "portion", "Quantities and amounts to act on are above zero")
                            .withRule("G-12"));
        }
        return command.portion()
                .flatMap(portion -> portion.share())
                .filter(share -> !share.measure().equals(measure))
                .map(share -> Finding.error(
                        "OTHER_MEASURE", "portion", "%s given, the source is in %s".formatted(share, measure)));
    }

    private static Optional<Finding> needs(Command command, ActKind kind, boolean there, String field, String what) {
        return command.kind() != kind || there
                ? Optional.empty()
                : Optional.of(Finding.error("MISSING", field, "%s needs %s: %s".formatted(kind, field, what)));
    }
}
