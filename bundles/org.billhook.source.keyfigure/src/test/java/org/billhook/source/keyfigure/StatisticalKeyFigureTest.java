package org.billhook.source.keyfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.core.spi.source.SourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StatisticalKeyFigureTest extends KeyFigureContract {

    @Override
    protected SourceType subject() {
        return new StatisticalKeyFigure();
    }

    @Override
    String kind() {
        return "statistical-key-figure";
    }

    @Test
    @Tag("D-31")
    @Tag("G-18")
    void isNeitherCostNorRevenueAndStaysAsItWasPosted() {
        assertThat(subject().terms()).isEqualTo(new SourceTerms(Nature.STATISTICAL, false));
    }
}
