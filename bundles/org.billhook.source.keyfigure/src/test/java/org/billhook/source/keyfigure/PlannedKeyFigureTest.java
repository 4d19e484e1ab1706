package org.billhook.source.keyfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.core.spi.source.SourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlannedKeyFigureTest extends KeyFigureContract {

    @Override
    protected SourceType subject() {
        return new PlannedKeyFigure();
    }

    @Override
    String kind() {
        return "planned-key-figure";
    }

    @Test
    @Tag("D-31")
    void isPlannedAndCanBeRevalued() {
        assertThat(subject().terms()).isEqualTo(new SourceTerms(Nature.PLAN, true));
    }
}
