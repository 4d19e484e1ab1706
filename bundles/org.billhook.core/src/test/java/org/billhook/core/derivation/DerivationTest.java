package org.billhook.core.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivationTest {

    @Test
    void textIsCompact() {
        Derivation derivation = new Derivation(List.of(Step.of(Step.SOURCE, "17", "7.5 HUR")))
                .with(Step.of(Step.CONDITION, "price", "97.35", "", "730.125", "730.13", "price-list/standard#1"));
        assertThat(derivation).hasToString("s|17|7.5 HUR;c|price|97.35||730.125|730.13|price-list/standard#1;");
    }

    @Test
    void separatorsInArgumentsAreEscaped() {
        Derivation derivation = new Derivation(List.of(Step.of("a", "a|b;c\\d")));
        assertThat(derivation).hasToString("a|a\\|b\\;c\\\\d;");
        assertThat(Derivation.parse(derivation.text()).steps().get(0).args()).containsExactly("a|b;c\\d");
    }

    @Test
    void noStepsAreNoText() {
        assertThat(new Derivation(List.of()).text()).isEmpty();
        assertThat(Derivation.parse("").steps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s|17", "s|17;c", ";", "S|17;", "s|17\\;", "s;\\"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Derivation.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<String> args = Arbitraries.strings()
                .withChars('|', ';', '\\', 'a', ' ', '\n', 'ä')
                .ofMaxLength(8);
        return Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(3),
                        args.list().ofMaxSize(4))
                .as(Step::new);
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll List<@net.jqwik.api.From("steps") Step> steps) {
        Derivation derivation = new Derivation(steps);
        assertThat(Derivation.parse(derivation.text())).isEqualTo(derivation);
    }
}
