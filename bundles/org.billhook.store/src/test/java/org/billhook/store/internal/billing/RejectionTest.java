package org.billhook.store.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.store.internal.Fixture.euros;
import static org.billhook.store.internal.Fixture.hours;
import static org.billhook.store.internal.billing.Server.CLERK;
import static org.billhook.store.internal.billing.Server.KEY_DATE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.Part;
import org.billhook.core.api.Requests.Rejection;
import org.billhook.core.api.Requests.State;
import org.billhook.core.ledger.Term;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.OnEachDatabase;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;

/** Requests and parts of them are rejected, on both databases; an hour costs 97.35. */
class RejectionTest {

    private static Requests.Request bill(Server server, ObjectRow project) {
        Order order = new Order(KEY_DATE, List.of(project.ref()), Optional.empty(), Optional.empty(), List.of());
        long run = server.runs.start(order, CLERK).id();
        List<Requests.Request> requests = server.requests
                .list(
                        new Requests.Query(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(run)),
                        Page.Request.first(10))
                .items();
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private static Part percent(int position, String percent) {
        return new Part(position, Optional.empty(), Optional.of(new BigDecimal(percent)), Optional.empty());
    }

    private static Part amount(int position, String amount) {
        return new Part(position, Optional.empty(), Optional.empty(), Optional.of(Money.parse("EUR " + amount)));
    }

    private static Requests.Request reject(Server server, Requests.Request request, String code, Part... parts) {
        return server.requests.reject(
                request.id(), request.version(), new Rejection(code, "As agreed", List.of(parts)), CLERK);
    }

    private static Requests.Line line(Server server, Requests.Request request, int position) {
        return server.requests
                .lines(request.id(), Page.Request.first(100))
                .items()
                .get(position - 1);
    }

    private static String codeOf(Throwable thrown) {
        return ((BillhookException) thrown).findings().get(0).code();
    }

    @OnEachDatabase
    @Tag("WE-45")
    @Tag("D-90")
    @Tag("D-101")
    void theThreeClassesLeaveWhatWasBilledGivenUpOrOpen(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        server.post(project, "10", 1);
        Requests.Request given = bill(server, project);
        Requests.Request notBillable = reject(server, given, "VN");
        assertThat(notBillable.state()).isEqualTo(State.REJECTED);
        assertThat(notBillable.standing()).isEqualTo(euros("0.00"));
        assertThat(notBillable.reason().orElseThrow().code()).isEqualTo("VN");
        assertThat(server.runs.preview(only(project), CLERK).requests()).isEmpty();

        ObjectRow other = server.project();
        server.post(other, "10", 1);
        reject(server, bill(server, other), "LATER", Part.line(1));
        Requests.Request again = bill(server, other);
        assertThat(again.net()).isEqualTo(euros("973.50"));
        Requests.Request cancelled = reject(server, again, "CANCELLED");
        assertThat(cancelled.state()).isEqualTo(State.REJECTED);
        assertThat(bill(server, other).net()).isEqualTo(euros("973.50"));
        assertThat(server.commands.audit()).isEmpty();
    }

    private static Order only(ObjectRow root) {
        return new Order(KEY_DATE, List.of(root.ref()), Optional.empty(), Optional.empty(), List.of());
    }

    @OnEachDatabase
    @Tag("WE-43")
    @Tag("D-94")
    @Tag("D-121")
    void aPartOfALineGoesBackToWorkInProgressAndIsBilledTheNextTime(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        long source = server.post(project, "10", 1).get(0);
        Requests.Request request = bill(server, project);

        Requests.Request partly = reject(server, request, "LATER", percent(1, "40"));

        assertThat(partly.state()).isEqualTo(State.OPEN);
        assertThat(partly.rejected()).isEqualTo(euros("389.40"));
        assertThat(partly.standing()).isEqualTo(euros("584.10"));
        Requests.LineRejection rejection = line(server, request, 1).rejection().orElseThrow();
        assertThat(rejection.partly()).isTrue();
        assertThat(rejection.net()).isEqualTo(euros("389.40"));
        assertThat(server.sources.find(source).orElseThrow().balance().open()).isEqualTo(hours("4"));
        assertThat(bill(server, project).net()).isEqualTo(euros("389.40"));

        Requests.Request rest = reject(server, partly, "LATER", Part.line(1));
        assertThat(rest.state()).isEqualTo(State.REJECTED);
        assertThat(rest.standing()).isEqualTo(euros("0.00"));
        assertThat(line(server, request, 1).rejection().orElseThrow().partly()).isFalse();
        assertThat(bill(server, project).net()).isEqualTo(euros("584.10"));
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("D-85")
    @Tag("D-86")
    void partsByAmountEndAtTheLineToTheCent(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        // 3.333 x 97.35 = 324.46755
        server.post(project, "3.333", 1);
        Requests.Request request = bill(server, project);
        assertThat(request.net()).isEqualTo(euros("324.47"));
        Requests.Request first = reject(server, request, "LATER", amount(1, "100.01"));
        Requests.Request second = reject(server, first, "LATER", amount(1, "24.46"));
        assertThat(second.standing()).isEqualTo(euros("200.00"));
        assertThat(bill(server, project).net()).isEqualTo(euros("124.47"));
        assertThatThrownBy(() -> reject(server, second, "LATER", amount(1, "200.01")))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("EXCEEDS"));
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("D-95")
    void theReasonStaysFreeToChangeWhileNothingElseHappened(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        long source = server.post(project, "10", 2).get(0);
        Requests.Request request = bill(server, project);
        Requests.Request rejected = reject(server, request, "VN", Part.line(1));
        assertThat(server.sources.find(source).orElseThrow().balance().get(Term.WRITTEN_OFF))
                .isEqualTo(hours("10"));

        Requests.Request later =
                server.requests.changeReason(request.id(), rejected.version(), Set.of(1), "LATER", "After all", CLERK);
        assertThat(server.sources.find(source).orElseThrow().balance().open()).isEqualTo(hours("10"));
        assertThat(line(server, request, 1).rejection().orElseThrow().reason().code())
                .isEqualTo("LATER");
        Requests.Request never =
                server.requests.changeReason(request.id(), later.version(), Set.of(), "GOODWILL", "No", CLERK);
        assertThat(server.sources.find(source).orElseThrow().balance().get(Term.WRITTEN_OFF))
                .isEqualTo(hours("10"));
        Requests.Request once =
                server.requests.changeReason(request.id(), never.version(), Set.of(1), "LATER", "Yes", CLERK);
        assertThat(once.rejected()).isEqualTo(euros("973.50"));
        assertThat(bill(server, project).net()).isEqualTo(euros("973.50"));
        assertThatThrownBy(() ->
                        server.requests.changeReason(request.id(), once.version(), Set.of(1), "VN", "Too late", CLERK))
                .isInstanceOfSatisfying(BillhookException.class, e -> {
                    assertThat(e.type()).isEqualTo(BillhookException.Type.CONFLICT);
                    assertThat(codeOf(e)).isEqualTo("SETTLED_SINCE");
                });
        assertThatThrownBy(() ->
                        server.requests.changeReason(request.id(), once.version(), Set.of(2), "VN", "Not there", CLERK))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("NOT_REJECTED"));
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    void oneLineOfARequestThatWasRejectedAsAWholeCanHaveAReasonOfItsOwn(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        List<Long> sources = server.post(project, "1", 3);
        Requests.Request request = bill(server, project);
        Requests.Request rejected = reject(server, request, "CANCELLED");
        Requests.Request changed =
                server.requests.changeReason(request.id(), rejected.version(), Set.of(2), "VN", "Warranty", CLERK);
        assertThat(changed.reason().orElseThrow().code()).isEqualTo("CANCELLED");
        assertThat(line(server, request, 1).rejection().orElseThrow().reason().code())
                .isEqualTo("CANCELLED");
        assertThat(line(server, request, 2).rejection().orElseThrow().reason().code())
                .isEqualTo("VN");
        assertThat(sources)
                .extracting(id ->
                        server.sources.find(id).orElseThrow().balance().open().isZero())
                .containsExactly(false, true, false);
        assertThat(bill(server, project).net()).isEqualTo(euros("194.70"));
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("D-82")
    void whatMakesNoSenseIsRefusedWithItsFieldAndChangesNothing(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        long source = server.post(project, "10", 2).get(0);
        Requests.Request request = bill(server, project);
        assertRefused(server, request, "CANCELLED", "CANCELS_ALL", "code", Part.line(1));
        assertRefused(server, request, "NONE", "UNKNOWN_REASON", "code", Part.line(1));
        assertRefused(server, request, "VN", "UNKNOWN", "parts[1].position", Part.line(1), Part.line(7));
        assertRefused(server, request, "VN", "TWICE", "parts[1].position", Part.line(1), percent(1, "5"));
        assertRefused(server, request, "VN", "PERCENT", "parts[0].percent", percent(1, "101"));
        assertRefused(server, request, "VN", "AMOUNT", "parts[0].amount", amount(1, "-1.00"));
        assertRefused(server, request, "VN", "EXCEEDS", "parts[0].amount", amount(1, "973.51"));
        Part foreign = new Part(2, Optional.of(source), Optional.empty(), Optional.empty());
        assertRefused(server, request, "VN", "NOTHING_STANDS", "parts[0].position", foreign);
        Requests.Request partly = reject(server, request, "VN", percent(1, "10"));
        assertRefused(server, partly, "LATER", "OTHER_REASON", "parts[0].position", percent(1, "10"));
        assertThat(server.sources.find(source).orElseThrow().balance().get(Term.WRITTEN_OFF))
                .isEqualTo(hours("1"));
        assertThat(server.commands.audit()).isEmpty();
    }

    private static void assertRefused(
            Server server, Requests.Request request, String code, String finding, String field, Part... parts) {
        assertThatThrownBy(() -> reject(server, request, code, parts))
                .isInstanceOfSatisfying(BillhookException.class, e -> {
                    assertThat(e.type()).isEqualTo(BillhookException.Type.REFUSED);
                    assertThat(e.findings().get(0).code()).isEqualTo(finding);
                    assertThat(e.findings().get(0).field()).contains(field);
                });
        assertThat(server.requests.find(request.id()).orElseThrow().version()).isEqualTo(request.version());
    }
}
