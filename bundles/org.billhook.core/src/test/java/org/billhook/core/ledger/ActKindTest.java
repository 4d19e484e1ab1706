package org.billhook.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ActKindTest {

    @Test
    void onlyPostingAndRevaluingChangeWhatIsPosted() {
        Set<ActKind> changing =
                Arrays.stream(ActKind.values()).filter(ActKind::changesPosted).collect(Collectors.toSet());
        assertThat(changing).containsExactlyInAnyOrder(ActKind.POST, ActKind.REVALUE);
    }

    @Test
    void everyTermCanBeReached() {
        Set<Term> reached = EnumSet.of(Term.POSTED);
        for (ActKind kind : ActKind.values()) {
            reached.add(kind.to());
        }
        assertThat(reached).containsExactlyInAnyOrder(Term.values());
    }

    @Test
    void noActLeavesAShareWhereItIs() {
        assertThat(ActKind.values()).noneMatch(kind -> kind.from() == kind.to());
    }
}
