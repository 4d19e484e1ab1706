package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.junit.jupiter.api.Test;

class BillingRelevanceContractTest {

    private static final String CLAIMS = "everySourceIsClaimedWithinItsOpenOrLeftOpenOnce";

    /** Bills every source as a line of its own; the broken ones differ in one thing each. */
    private static class Sound implements BillingRelevance {
        @Override
        public BillingTerms terms() {
            return BillingTerms.dip(Frequency.MULTIPLE, Set.of("time"), Phase.RELEASED);
        }

        @Override
        public void propose(ItemInRun item, ProposalSink out) {
            for (OpenSource source : item.openSources()) {
                one(source, out);
            }
        }

        void one(OpenSource source, ProposalSink out) {
            out.propose(DynamicItem.of(source));
        }
    }

    private static Set<String> failing(Supplier<BillingRelevance> subject) throws IllegalAccessException {
        return Contracts.failing(new BillingRelevanceContract() {
            @Override
            protected BillingRelevance subject() {
                return subject.get();
            }
        });
    }

    @Test
    void soundRelevancePasses() throws Exception {
        assertThat(failing(Sound::new)).isEmpty();
    }

    @Test
    void halfOfASourceMayBeBilledByEachOfTwoLines() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(OpenSource source, ProposalSink out) {
                        Share tick = new Share(
                                new BigDecimal("0.000000001")
                                        .multiply(
                                                BigDecimal.valueOf(source.open().signum())),
                                source.measure());
                        Share rest = source.open().minus(tick);
                        out.propose(DynamicItem.builder()
                                .claim(new Claim(source, tick))
                                .build());
                        if (!rest.isZero()) {
                            out.propose(DynamicItem.builder()
                                    .claim(new Claim(source, rest))
                                    .build());
                        }
                    }
                }))
                .isEmpty();
    }

    @Test
    void forgottenSourceIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public void propose(ItemInRun item, ProposalSink out) {
                        Iterator<OpenSource> sources = item.openSources().iterator();
                        if (sources.hasNext()) {
                            sources.next();
                        }
                        sources.forEachRemaining(source -> one(source, out));
                    }
                }))
                .containsExactly(CLAIMS);
    }

    @Test
    void sourceClaimedTwiceIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(OpenSource source, ProposalSink out) {
                        super.one(source, out);
                        super.one(source, out);
                    }
                }))
                .containsExactly(CLAIMS);
    }

    @Test
    void sourceClaimedAndLeftOpenIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(OpenSource source, ProposalSink out) {
                        super.one(source, out);
                        out.leaveOpen(source, Finding.error("LATER", "Not yet"));
                    }
                }))
                .containsExactly(CLAIMS);
    }

    @Test
    void missingReasonIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(OpenSource source, ProposalSink out) {
                        out.leaveOpen(source, Finding.error("LATER", " "));
                    }
                }))
                .containsExactly(CLAIMS);
    }

    @Test
    void memoryBetweenCallsIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    private final AtomicInteger calls = new AtomicInteger();

                    @Override
                    void one(OpenSource source, ProposalSink out) {
                        out.propose(DynamicItem.builder()
                                .claim(Claim.all(source))
                                .text("Line " + calls.incrementAndGet())
                                .build());
                    }
                }))
                .contains("sameInputGivesSameOutput", "severalThreadsGetTheSameOutput");
    }

    @Test
    void changingTermsAreFound() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failing(() -> new Sound() {
                    @Override
                    public BillingTerms terms() {
                        return BillingTerms.dip(
                                Frequency.MULTIPLE,
                                Set.of("time"),
                                calls.incrementAndGet() % 2 == 0 ? Phase.RELEASED : Phase.COMPLETED);
                    }
                }))
                .containsExactly("termsAreConstant");
    }

    @Test
    void sinkUsedFromAnotherThreadIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void one(OpenSource source, ProposalSink out) {
                        Thread other = new Thread(() -> super.one(source, out));
                        other.start();
                        try {
                            other.join();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }))
                .contains(CLAIMS);
    }
}
