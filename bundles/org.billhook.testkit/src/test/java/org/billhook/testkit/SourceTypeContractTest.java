package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.core.spi.source.SourceType;
import org.junit.jupiter.api.Test;

class SourceTypeContractTest {

    private static final String GOOD = "goodRowsAreAcceptedAsWhatTheyAre";
    private static final String BAD = "badRowsAreRefusedWithAnError";
    private static final String PAGE = "everyRowOfAFullPageIsAnsweredOnce";

    /** Accepts what is above zero; the broken ones differ in one thing each. */
    private static class Sound implements SourceType {
        @Override
        public SourceTerms terms() {
            return new SourceTerms(Nature.ACTUAL, false);
        }

        @Override
        public void check(List<SourceDraft> page, SourceSink out) {
            for (int i = 0; i < page.size(); i++) {
                if (page.get(i).posted().signum() > 0) {
                    good(i, page.get(i), out);
                } else {
                    bad(i, page.get(i), out);
                }
            }
        }

        void good(int index, SourceDraft draft, SourceSink out) {
            out.accept(index, draft);
        }

        void bad(int index, SourceDraft draft, SourceSink out) {
            out.refuse(index, List.of(Finding.error("NEGATIVE", "It is not above zero")));
        }
    }

    private static SourceDraft row(String hours) {
        return SourceDraft.of("time", new ObjectRef("wbs-element", "P1.1"))
                .posted(Share.of(Quantity.of(hours, Unit.HOUR)))
                .serviceDate(LocalDate.of(2026, 1, 5))
                .externalId("T-" + hours)
                .characteristic("person", "P7")
                .build();
    }

    private static Set<String> failing(Supplier<SourceType> subject) throws IllegalAccessException {
        return Contracts.failing(new SourceTypeContract() {
            @Override
            protected SourceType subject() {
                return subject.get();
            }

            @Override
            protected List<SourceDraft> goodRows() {
                return List.of(row("7.5"), row("0.001"));
            }

            @Override
            protected List<SourceDraft> badRows() {
                return List.of(row("-1"));
            }
        });
    }

    @Test
    void soundSourceTypePasses() throws Exception {
        assertThat(failing(Sound::new)).isEmpty();
    }

    @Test
    void rowWithoutVerdictIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void bad(int index, SourceDraft draft, SourceSink out) {}
                }))
                .contains(BAD, PAGE);
    }

    @Test
    void rowWithTwoVerdictsIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void good(int index, SourceDraft draft, SourceSink out) {
                        out.accept(index, draft);
                        out.accept(index, draft);
                    }
                }))
                .contains(GOOD, PAGE);
    }

    @Test
    void changedIdentityIsFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void good(int index, SourceDraft draft, SourceSink out) {
                        out.accept(index, draft.toBuilder().externalId("other").build());
                    }
                }))
                .contains(GOOD, PAGE);
    }

    @Test
    void refusalWithoutErrorAndAcceptanceWithErrorAreFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    void bad(int index, SourceDraft draft, SourceSink out) {
                        out.refuse(index, List.of(Finding.warning("NEGATIVE", "It is not above zero")));
                    }
                }))
                .contains(BAD);
        assertThat(failing(() -> new Sound() {
                    @Override
                    void good(int index, SourceDraft draft, SourceSink out) {
                        out.accept(index, draft, List.of(Finding.error("WRONG", "It is wrong")));
                    }
                }))
                .contains(GOOD);
    }

    @Test
    void rowsThatDependOnEachOtherAreFound() throws Exception {
        assertThat(failing(() -> new Sound() {
                    @Override
                    public void check(List<SourceDraft> page, SourceSink out) {
                        boolean all =
                                page.stream().allMatch(draft -> draft.posted().signum() > 0);
                        for (int i = 0; i < page.size(); i++) {
                            if (all) {
                                good(i, page.get(i), out);
                            } else {
                                bad(i, page.get(i), out);
                            }
                        }
                    }
                }))
                .containsExactly("oneRowDoesNotChangeTheVerdictOnAnother");
    }

    @Test
    void memoryBetweenCallsIsFound() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failing(() -> new Sound() {
                    @Override
                    void good(int index, SourceDraft draft, SourceSink out) {
                        out.accept(
                                index,
                                draft.toBuilder()
                                        .text("Row " + calls.incrementAndGet())
                                        .build());
                    }
                }))
                .containsExactly("sameInputGivesSameOutput", "severalThreadsGetTheSameOutput");
    }

    @Test
    void changingTermsAreFound() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failing(() -> new Sound() {
                    @Override
                    public SourceTerms terms() {
                        return new SourceTerms(Nature.ACTUAL, calls.incrementAndGet() % 2 == 0);
                    }
                }))
                .containsExactly("termsAreConstant");
    }
}
