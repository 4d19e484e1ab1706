package org.billhook.core.spi.decision;

import java.time.LocalDate;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.Claim;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes decisions on claims of the page. Each takes a share of one claim out of what will be billed; shares of one claim
 * must not add up to more than it. Reasons are full sentences, stored with the act.
 */
@ProviderType
public interface DecisionSink {

    /** Sets the share aside until a day, when it is open again; {@code until} is the first day it can be billed. */
    void hold(Claim claim, Share share, LocalDate until, String reason);

    /** Gives the share up for good. */
    void writeOff(Claim claim, Share share, String reason);

    /** Covers the share by a contract's base amount (J-52, J-55). */
    void include(Claim claim, Share share, String reason);

    /** Leaves the share open in this run. */
    void leaveOpen(Claim claim, Share share, String reason);
}
