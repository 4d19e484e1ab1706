package org.billhook.core.spi.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingTerms.Engine;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.relevance.BillingTerms.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BillingTermsTest {

    @Test
    @Tag("R-36")
    void notBilledMeansNoEngineNoRunNoScopeNoDocument() {
        BillingTerms terms = BillingTerms.notBilled();
        assertThat(terms.engine()).isEqualTo(Engine.NONE);
        assertThat(terms.frequency()).isEqualTo(Frequency.NEVER);
        assertThat(terms.scope()).isEqualTo(Scope.NONE);
        assertThat(terms.documentKind()).isEmpty();
        assertThat(terms.leastItemPhase()).isEqualTo(Phase.OPEN);
    }

    @Test
    @Tag("G-9")
    void salesBillingMakesABillingDocumentRequestAndDipADebitMemoRequest() {
        assertThat(BillingTerms.sales(Frequency.ONE_TIME, Set.of("item-quantity"), Phase.COMPLETED)
                        .documentKind())
                .contains(RequestKind.BILLING_DOCUMENT_REQUEST);
        assertThat(BillingTerms.dip(Frequency.MULTIPLE, Set.of("time"), Phase.RELEASED)
                        .documentKind())
                .contains(RequestKind.DEBIT_MEMO_REQUEST);
    }

    @Test
    void needsAddUpAndLeaveTheTermsAlone() {
        BillingTerms terms = BillingTerms.dip(Frequency.MULTIPLE, Set.of("time"), Phase.RELEASED);
        BillingTerms needing = terms.needing(Need.DIP_PROFILE).needing(Need.BILLING_PLAN);
        assertThat(needing.needs()).containsExactlyInAnyOrder(Need.DIP_PROFILE, Need.BILLING_PLAN);
        assertThat(terms.needs()).isEmpty();
    }

    @Test
    void relevanceThatBillsNamesItsSourceKinds() {
        assertThatThrownBy(() -> BillingTerms.dip(Frequency.MULTIPLE, Set.of(), Phase.RELEASED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void contradictionsAreRefused() {
        assertThatThrownBy(() -> BillingTerms.sales(Frequency.NEVER, Set.of("item-quantity"), Phase.OPEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BillingTerms(
                        Engine.DIP,
                        Frequency.MULTIPLE,
                        Scope.TIME_AND_MATERIAL,
                        Optional.empty(),
                        Set.of("time"),
                        Set.of(),
                        Phase.OPEN,
                        Phase.OPEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BillingTerms(
                        Engine.NONE,
                        Frequency.NEVER,
                        Scope.NONE,
                        Optional.of(RequestKind.DEBIT_MEMO_REQUEST),
                        Set.of(),
                        Set.of(),
                        Phase.OPEN,
                        Phase.OPEN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
