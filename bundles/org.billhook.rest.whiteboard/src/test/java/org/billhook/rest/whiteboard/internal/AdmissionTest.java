package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class AdmissionTest {

    private final Offer saw = offer("saw", 1);
    private final Offer knife = offer("knife", 2);
    private final Offer rust = offer("rust", 3);
    private final Set<Object> broken = new HashSet<>();
    private final Admission admission = new Admission(this::build);

    @Test
    void brokenNewcomerIsKeptOutAndTheOthersAreServed() {
        broken.add("rust");
        assertThat(served(saw)).containsExactly("saw");

        assertThat(served(saw, rust, knife)).containsExactly("saw", "knife");
    }

    @Test
    void refusedOneDoesNotHoldUpLaterChanges() {
        broken.add("rust");
        served(saw, rust);

        assertThat(served(saw, rust, knife)).containsExactly("saw", "knife");
        assertThat(served(rust, knife)).containsExactly("knife");
    }

    @Test
    void oneThatWentAndComesBackIsTriedAgain() {
        broken.add("rust");
        served(saw, rust);
        served(saw);
        broken.clear();

        assertThat(served(saw, rust)).containsExactly("saw", "rust");
    }

    @Test
    void failureThatNoNewcomerCausesIsThrown() {
        served(saw);
        broken.add("saw");

        assertThatThrownBy(() -> admission.build(List.of(saw, knife))).hasMessage("Broken: [saw, knife]");
    }

    private List<Object> served(Offer... offers) {
        return ((Served) admission.build(List.of(offers))).resources();
    }

    private Endpoint build(Selection selection) {
        if (selection.resources().stream().anyMatch(broken::contains)) {
            throw new IllegalArgumentException("Broken: " + selection.resources());
        }
        return new Served(selection.resources());
    }

    private static Offer offer(String service, long order) {
        return new Offer(service, true, "bundle of " + service, Version.emptyVersion, order);
    }

    private record Served(List<Object> resources) implements Endpoint {

        @Override
        public void service(HttpServletRequest request, HttpServletResponse response) {
            throw new AssertionError("not called");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
