package org.billhook.engine.internal.duties;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Approvers;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Proposals.Rules;
import org.billhook.core.api.Roles;
import org.billhook.core.api.Stake;
import org.billhook.core.model.Finding;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Who may give money up, with the settings and the users of now. */
@Component(service = Duties.class, configurationPid = DutySettings.PID)
@Designate(ocd = DutySettings.class)
public final class Duties {

    /** While nobody knows the users there may be others who release, and no release counts. */
    private static final Approvers UNKNOWN = new Approvers() {
        @Override
        public boolean has(String name) {
            return false;
        }

        @Override
        public boolean areSeveral() {
            return true;
        }

        @Override
        public boolean hasOtherThan(String name) {
            return true;
        }
    };

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Approvers users;

    private volatile Rules rules;

    @Activate
    public Duties(DutySettings settings) {
        this(rules(settings));
    }

    public Duties(Approvers users, Rules rules) {
        this(rules);
        this.users = users;
    }

    private Duties(Rules rules) {
        this.rules = rules;
    }

    private static Rules rules(DutySettings settings) {
        return new Rules(
                settings.anotherPerson(), settings.belowAmount(), settings.belowPercent(), settings.holdDays());
    }

    /** All that asks it stays, so that the new settings count for all of it at once. */
    @Modified
    void change(DutySettings settings) {
        rules = rules(settings);
    }

    private Approvers approvers() {
        Approvers known = users;
        return known == null ? UNKNOWN : known;
    }

    public Rules rules() {
        return rules;
    }

    /** Whether amounts decide, so that what is given up has to be priced. */
    public boolean needAmounts() {
        return rules.belowAmount() > 0 || rules.belowPercent() > 0;
    }

    /** Whether a hold is one without an end that anybody waits for. */
    public boolean isFar(LocalDate until, LocalDate today) {
        return until.isAfter(today.plusDays(rules.holdDays()));
    }

    /**
     * What became of the question.
     *
     * @param refusal why the caller may not do it, and who may; empty if he may
     * @param releasedBy who releases it, the caller himself; empty if it is refused or needs no release
     */
    public record Answer(Optional<Finding> refusal, Optional<String> releasedBy) {}

    /** Asks for what the caller does at once, alone. */
    public Answer ask(Actor actor, Stake stake) {
        return ask(actor, Set.of(actor.name()), stake);
    }

    /** @param authors names of all who decided what is given up */
    public Answer ask(Actor actor, Set<String> authors, Stake stake) {
        if (stake.isNone()) {
            return new Answer(Optional.empty(), Optional.empty());
        }
        return switch (new ReleaseRule(rules).of(stake, isApprover(actor), isAmong(authors, actor), others(actor))) {
            case FREE -> new Answer(Optional.empty(), Optional.empty());
            case OWN -> new Answer(Optional.empty(), Optional.of(actor.name()));
            case NEEDS_APPROVER, NEEDS_ANOTHER -> new Answer(Optional.of(refusal(authors, stake)), Optional.empty());
        };
    }

    /** @throws BillhookException FORBIDDEN if the caller may not do it alone */
    public Optional<String> require(Actor actor, Stake stake) {
        return require(actor, Set.of(actor.name()), stake);
    }

    /** @throws BillhookException FORBIDDEN if the caller may not do it */
    public Optional<String> require(Actor actor, Set<String> authors, Stake stake) {
        Answer answer = ask(actor, authors, stake);
        answer.refusal().ifPresent(finding -> {
            throw new BillhookException(BillhookException.Type.FORBIDDEN, finding);
        });
        return answer.releasedBy();
    }

    /** Who proposed something may not release it, and who lost the role meanwhile may not either. */
    public Optional<Finding> refusalToRelease(Actor actor, Set<String> authors) {
        boolean may = isApprover(actor)
                && approvers().has(actor.name())
                && (!isAmong(authors, actor) || !rules.anotherPerson() || !others(actor));
        return may
                ? Optional.empty()
                : Optional.of(Finding.error(Proposals.NEEDS_RELEASE, "This is released by " + who(authors)));
    }

    /** Whether a release by somebody still counts: a user who was disabled or lost the role releases nothing. */
    public boolean counts(String releasedBy) {
        return approvers().has(releasedBy);
    }

    /** Whether there is no second one who may release, though another person must. */
    public boolean isAlone() {
        return rules.anotherPerson() && !approvers().areSeveral();
    }

    private boolean others(Actor actor) {
        return approvers().hasOtherThan(actor.name());
    }

    /** A directory lets a user in by his name in any case: that makes no other person of him. */
    private static boolean isAmong(Set<String> authors, Actor actor) {
        return authors.stream().anyMatch(author -> author.equalsIgnoreCase(actor.name()));
    }

    private static boolean isApprover(Actor actor) {
        return actor.roles().contains(Roles.BILLING_APPROVER);
    }

    private Finding refusal(Set<String> authors, Stake stake) {
        return Finding.error(
                Proposals.NEEDS_RELEASE,
                "This gives up %s: propose it (POST /proposals), to be released by %s"
                        .formatted(words(stake), who(authors)));
    }

    private String who(Set<String> authors) {
        return "a %s%s"
                .formatted(
                        Roles.BILLING_APPROVER,
                        rules.anotherPerson()
                                ? " other than " + authors.stream().sorted().collect(Collectors.joining(", "))
                                : "");
    }

    private static String words(Stake stake) {
        String amounts = stake.amounts().stream().map(Object::toString).collect(Collectors.joining(" and "));
        if (stake.unpriced()) {
            return amounts.isEmpty() ? "what has no known price" : amounts + " and what has no known price";
        }
        return amounts;
    }
}
