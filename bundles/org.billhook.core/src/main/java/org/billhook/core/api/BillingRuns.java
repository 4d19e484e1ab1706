package org.billhook.core.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.BillingTerms;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Billing: what would be billed, billing it; what is due tells {@link DueList}. A preview is the run without the commit, and a single project is
 * a run of one (law 3). The root is the unit of work (law 5). Methods throw {@link BillhookException}.
 */
@ProviderType
public interface BillingRuns {

    /**
     * What a run or preview is asked to do.
     *
     * @param keyDate last day that is billed, inclusive
     * @param roots heads of the roots, or objects beneath them; empty for all that are due
     * @param party only items of this party
     * @param pricingDate day whose prices and rates count for all lines, whatever their item says (D-63); empty for what {@code
     *     otherwise} says
     * @param decisions the clerk's decisions, which come after those of plugins
     * @param selection which of the open sources are looked at; the others stay open unseen
     * @param priceChanges the clerk's changes of prices, in the order in which they apply (D-62)
     * @param locked sources whose lines no adjustment changes (D-83)
     * @param usage bill what was done, quote what is planned, or ask for a down payment on it
     * @param structure characteristics that make the tree of a preview's expenditures, top first; none to take those of the DIP
     *     profile (D-20, D-26). Empty for no tree
     * @param otherwise which day counts where none is named; core fills it in when it takes the order
     */
    record Order(
            LocalDate keyDate,
            List<ObjectRef> roots,
            Optional<String> party,
            Optional<LocalDate> pricingDate,
            List<LedgerCommands.Command> decisions,
            Selection selection,
            List<PriceChange> priceChanges,
            Set<Long> locked,
            Usage usage,
            Optional<List<String>> structure,
            Optional<PricingDay> otherwise) {

        public Order {
            roots = List.copyOf(roots);
            decisions = List.copyOf(decisions);
            priceChanges = List.copyOf(priceChanges);
            locked = Set.copyOf(locked);
            structure = structure.map(List::copyOf);
        }

        /** As it is asked. */
        public Order(
                LocalDate keyDate,
                List<ObjectRef> roots,
                Optional<String> party,
                Optional<LocalDate> pricingDate,
                List<LedgerCommands.Command> decisions,
                Selection selection,
                List<PriceChange> priceChanges,
                Set<Long> locked,
                Usage usage,
                Optional<List<String>> structure) {
            this(
                    keyDate,
                    roots,
                    party,
                    pricingDate,
                    decisions,
                    selection,
                    priceChanges,
                    locked,
                    usage,
                    structure,
                    Optional.empty());
        }

        /** Of all sources, at the prices there are. */
        public Order(
                LocalDate keyDate,
                List<ObjectRef> roots,
                Optional<String> party,
                Optional<LocalDate> pricingDate,
                List<LedgerCommands.Command> decisions) {
            this(
                    keyDate,
                    roots,
                    party,
                    pricingDate,
                    decisions,
                    Selection.ALL,
                    List.of(),
                    Set.of(),
                    Usage.BILLING,
                    Optional.empty());
        }

        /** The same with these decisions and locks. */
        public Order deciding(List<LedgerCommands.Command> made, Set<Long> nowLocked) {
            return new Order(
                    keyDate,
                    roots,
                    party,
                    pricingDate,
                    made,
                    selection,
                    priceChanges,
                    nowLocked,
                    usage,
                    structure,
                    otherwise);
        }

        /** The same with these changes of prices. */
        public Order pricing(List<PriceChange> changes) {
            return new Order(
                    keyDate,
                    roots,
                    party,
                    pricingDate,
                    decisions,
                    selection,
                    changes,
                    locked,
                    usage,
                    structure,
                    otherwise);
        }

        /** The same with the day whose prices count where it names none. */
        public Order pricedOtherwise(PricingDay day) {
            return new Order(
                    keyDate,
                    roots,
                    party,
                    pricingDate,
                    decisions,
                    selection,
                    priceChanges,
                    locked,
                    usage,
                    structure,
                    Optional.of(day));
        }

        /** Everything that is due up to the day, inclusive. */
        public static Order all(LocalDate keyDate) {
            return new Order(keyDate, List.of(), Optional.empty(), Optional.empty(), List.of());
        }
    }

    /**
     * The day whose prices and rates count where an order names none (D-63, G-17).
     *
     * @param asked day on which the order was given
     * @param byServiceDate whether items that don't say it are priced by the service date of each line, instead of that day: the
     *     setting of the installation
     */
    record PricingDay(LocalDate asked, boolean byServiceDate) {}

    /**
     * Which open sources of the roots are looked at: all conditions must hold (D-32, D-70, D-71).
     *
     * @param kinds kinds of sources; none for all
     * @param within only what is posted on these objects or beneath them; none for all
     * @param without nothing that is posted on these objects or beneath them
     */
    record Selection(Set<String> kinds, List<ObjectRef> within, List<ObjectRef> without) {
        /** All of them. */
        public static final Selection ALL = new Selection(Set.of(), List.of(), List.of());

        public Selection {
            kinds = Set.copyOf(kinds);
            within = List.copyOf(within);
            without = List.copyOf(without);
        }
    }

    /**
     * A change of the price of lines: of the line that bills a source, of all lines of an item, or of all lines (D-62).
     *
     * @param condition a price for a unit takes the place of all active conditions, and prices what has no price; a percentage or
     *     an amount is added to them. Its origin is the change itself
     * @param reason 1 to 500 characters; stands in the derivation
     */
    record PriceChange(Optional<ObjectRef> item, Optional<Long> source, Condition condition, String reason) {}

    /** State of a run or of a root in it. */
    enum State {
        PLANNED,
        RUNNING,
        /** Waits for a plugin, with reason; of a run, no root failed and one or more wait. */
        WAITING,
        /** Billed, or there was nothing to bill; of a run, that is so of all roots. */
        DONE,
        /** Nothing of the root was billed; of a run, one or more roots failed and all others are billed or wait. */
        FAILED,
        CANCELLED
    }

    /**
     * A run.
     *
     * @param job id of the job that does it
     * @param plugins bundle and version by SPI and id, as frozen
     * @param roots number of roots planned, and by state
     * @param totals net billed by currency code
     * @param lines lines written
     */
    record Run(
            long id,
            long job,
            Order order,
            State state,
            String actor,
            Instant createdAt,
            Optional<Instant> endedAt,
            String generation,
            Map<String, String> plugins,
            long roots,
            Map<State, Long> rootsByState,
            long lines,
            Map<String, Money> totals,
            List<Finding> findings) {}

    /** One root of a run, with its result. */
    record RootResult(
            ObjectRef root, State state, List<Long> requests, long lines, List<Money> totals, List<Finding> findings) {}

    /**
     * A stored preview.
     *
     * @param token to be given to {@link #commit}: stands for all inputs and the result
     * @param requests what would be created
     * @param stake what the clerk gives up by it: by how much the nets of items are lower by changes of prices, what he writes off or
     *     holds without end
     * @param authors names of all who decided something in it
     */
    record Preview(
            long id,
            String token,
            Order order,
            String actor,
            Instant createdAt,
            Instant endsAt,
            List<RootResult> roots,
            List<Requests.Draft> requests,
            Stake stake,
            Set<String> authors) {}

    /** A billing relevance that is active now, with what it asks and gives, and the bundle that brings it. */
    record Relevance(String id, BillingTerms terms, String bundle, String version) {}

    /** The relevances that are active now, by id. */
    List<Relevance> relevances();

    /** Computes and stores a preview, at most 1,000 roots. */
    Preview preview(Order order, Actor actor);

    /**
     * A preview as if a DIP profile were as given, saved or not; it can't be committed.
     *
     * @throws BillhookException REFUSED with a finding per field of the profile that is wrong
     */
    Preview dryRun(Order order, DipProfile profile, Actor actor);

    /** Empty if there is none, or if its end has come. */
    Optional<Preview> findPreview(long id);

    /**
     * Lines of a preview, by position.
     *
     * @param request number of the draft in it
     */
    Page<Requests.Line> previewLines(long previewId, int request, Page.Request page);

    /**
     * Bills exactly what the preview showed, or refuses as CONFLICT with the differences as findings. A repeat with the same
     * token after success gives the same run. What gives something up needs its release before: see {@link Proposals}.
     *
     * @throws BillhookException FORBIDDEN if nobody released it who may, and the actor may not either
     */
    Run commit(long previewId, String token, Actor actor);

    /**
     * Starts a run as a job.
     *
     * @throws BillhookException FORBIDDEN if its order may give something up and the actor may not do that alone
     */
    Run start(Order order, Actor actor);

    /** Empty if there is none. */
    Optional<Run> find(long id);

    /** Newest first. */
    Page<Run> list(Page.Request page);

    /**
     * What became of each root of a run.
     *
     * @param state only roots in it; empty for all
     */
    Page<RootResult> roots(long runId, Optional<State> state, Page.Request page);

    /**
     * Goes on with roots that failed or wait, on the plugins, prices and facts of now.
     *
     * @throws BillhookException CONFLICT while the run is at work, after it was cancelled, or if there is nothing to do
     */
    Run resume(long runId, Actor actor);

    /**
     * Stops a run after the roots it is at: what they billed stays.
     *
     * @throws BillhookException CONFLICT if it has ended
     */
    Run cancel(long runId, Actor actor);
}
