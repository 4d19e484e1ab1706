package org.billhook.core.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "s|36|8 HUR;                                          > Source 36: 8 HUR",
                "q|8|HUR;                                             > Quantity 8 HUR",
                "q|12|HUR|8;                                          > Quantity 12 HUR",
                "c|price|145|q|1160|1160.00|price-list/standard#1;    > price: 145 a unit gives 1160.00, from price-list/standard#1",
                "c|price|33.333|q|83.3325|83.33|price-list/standard#2;> price: 33.333 a unit gives 83.33, rounded from 83.3325, from price-list/standard#2",
                "c|surcharge|10%|n|8.333|8.33|my-rule;                > surcharge: 10% of the net value gives 8.33, rounded from 8.333, from my-rule",
                "c|mark-up|5%|k|2|2.00|my-rule;                       > mark-up: 5% of the cost gives 2.00, from my-rule",
                "c|cost|EUR|c|16.666666666666667|16.67|my-rule;       > cost: the cost in EUR gives 16.67, rounded from 16.666666666666667, from my-rule",
                "c|cost|USD at 0.9|cs|90|90.00|my-rule;               > cost: the cost in USD at 0.9 gives 90.00, for statistics only, from my-rule",
                "c|fee|20|f|20|20.00|my-rule;                         > fee: the fixed amount 20 gives 20.00, from my-rule",
                "c|list|99|qs|99|99.00|my-rule;                       > list: 99 a unit gives 99.00, for statistics only, from my-rule",
                "p|33.33|33.34;                                       > The last part takes the rest of the whole: 33.34 instead of 33.33",
                "a|cap|cut to 500.00|the contract caps it;            > cap changed it: cut to 500.00, because the contract caps it",
                "d|price|8;                                           > Decided by the price, plugin 8 of the run"
            })
    void everyStepOfTheCoreIsASentence(String stored, String words) {
        assertThat(Derivation.parse(stored).steps().get(0).words()).isEqualTo(words);
    }

    @Test
    void stepOfAPluginIsToldByItsArguments() {
        assertThat(Step.of("tier", "2", "from 100 HUR").words()).isEqualTo("tier 2, from 100 HUR");
    }

    @Test
    void stepWithTooFewArgumentsIsToldByThem() {
        assertThat(Step.of(Step.CONDITION, "price").words()).isEqualTo("c price");
        assertThat(Step.of(Step.SOURCE).words()).isEqualTo("s ");
    }
}
