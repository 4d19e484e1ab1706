package org.billhook.rest.internal.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Configurations;
import org.billhook.core.api.Page;
import org.billhook.rest.internal.Stub;
import org.billhook.rest.internal.security.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Map<String, Configurations.Configuration> kept = new TreeMap<>();
    private final Map<String, Set<String>> users =
            new HashMap<>(Map.of("ada", Set.of("billing-clerk", "billing-approver"), "bob", Set.of("viewer")));
    private final Configurations configurations = Stub.of(Configurations.class)
            .on("put", args -> {
                var next = new Configurations.Configuration(
                        (String) args[0],
                        (String) args[1],
                        (Long) args[2] + 1,
                        (String) args[3],
                        ((Actor) args[4]).name(),
                        NOON);
                kept.put(next.name(), next);
                return next;
            })
            .on("find", args -> Optional.ofNullable(kept.get((String) args[1])))
            .on("list", args -> new Page<>(List.copyOf(kept.values()), Optional.empty()))
            .service();
    private final UserStore store =
            Stub.of(UserStore.class).on("users", args -> users).service();

    private Tokens at(String time) {
        return new Tokens(configurations, store, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private Tokens now() {
        return at(NOON.toString());
    }

    @Test
    void tokenActsInTheNameOfItsOwnerAndWithItsScopesOnly() {
        String text = now().create("ada", "Runs", Set.of("billing-clerk"), LAST)
                .text()
                .text();

        Login login = now().login(text).orElseThrow();

        assertThat(login.user()).isEqualTo("ada");
        assertThat(login.roles()).containsExactlyInAnyOrder("billing-clerk", "viewer");
    }

    @Test
    void roleThatTheOwnerLosesIsLostToTheTokenAtOnce() {
        String text = now().create("ada", "Runs", Set.of("billing-clerk"), LAST)
                .text()
                .text();
        users.put("ada", Set.of("viewer"));

        assertThat(now().login(text).orElseThrow().roles()).containsExactly("viewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "password-change-required"})
    void ownerWhoMayNotWorkHasNoTokensEither(String state) {
        String text = now().create("ada", "Runs", Set.of("viewer"), LAST).text().text();
        users.put("ada", Set.of("billing-clerk", state));

        assertThat(now().login(text)).isEmpty();
        users.remove("ada");
        assertThat(now().login(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-06-30T23:59:59Z, true", "2026-07-01T00:00:00Z, false"})
    void lastDayIsIncluded(String time, boolean counts) {
        String text = now().create("ada", "Runs", Set.of("viewer"), LAST).text().text();

        assertThat(at(time).login(text).isPresent()).isEqualTo(counts);
    }

    @Test
    void revokedTokenCountsNoMoreAndItsHashIsGone() {
        Tokens.Created created = now().create("ada", "Runs", Set.of("viewer"), LAST);
        now().revoke(created.token().id(), "ada");

        assertThat(now().login(created.text().text())).isEmpty();
        assertThat(now().of("ada")).extracting(token -> token.on(LAST)).containsExactly(Token.State.REVOKED);
        assertThat(kept.get(created.token().id()).json())
                .doesNotContain(created.text().hash());
    }

    @Test
    void nothingThatIsKeptShowsTheSecret() {
        Tokens.Created created = now().create("ada", "Runs", Set.of("viewer"), LAST);

        assertThat(kept.toString()).doesNotContain(created.text().secret());
        assertThat(created.toString()).doesNotContain(created.text().secret());
        assertThat(created.text().text()).matches("bh_[0-9a-f]{16}_[0-9a-f]{64}");
    }

    @Test
    void anotherSecretIsNoToken() {
        Tokens.Created one = now().create("ada", "One", Set.of("viewer"), LAST);
        Tokens.Created two = now().create("ada", "Two", Set.of("viewer"), LAST);

        assertThat(now().login("bh_" + one.token().id() + "_" + two.text().secret()))
                .isEmpty();
        assertThat(now().login("bh_" + one.token().id() + "_")).isEmpty();
        assertThat(now().login("")).isEmpty();
        assertThat(now().login(one.text().hash())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bob, billing-clerk, 2026-06-30, WIDER_THAN_OWNER",
        "ada, administrator, 2026-06-30, WIDER_THAN_OWNER",
        "ada, viewer, 2026-05-31, WRONG_VALUE",
        "ada, viewer, 2027-06-03, WRONG_VALUE",
    })
    void tokenIsNeverWiderThanItsOwnerNorWithoutEnd(String owner, String scope, LocalDate lastDay, String code) {
        assertThatThrownBy(() -> now().create(owner, "Runs", Set.of(scope), lastDay))
                .isInstanceOfSatisfying(
                        BillhookException.class,
                        e -> assertThat(e.findings().get(0).code()).isEqualTo(code));
        assertThat(kept).isEmpty();
    }

    @Test
    void newUserOfAnOldNameGetsNoneOfTheOldTokens() {
        String text = now().create("ada", "Runs", Set.of("viewer"), LAST).text().text();
        String other =
                now().create("bob", "Looks", Set.of("viewer"), LAST).text().text();
        now().revokeAll("ada", "root");

        assertThat(now().login(text)).isEmpty();
        assertThat(now().login(other)).isPresent();
    }
}
