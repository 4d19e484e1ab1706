package org.billhook.rest.internal.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.SecondFactors;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.security.SecondStep.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondFactorLoginTest {

    private static final Set<String> MARKED = Set.of("administrator", "second-factor");
    private static final Set<String> UNMARKED = Set.of("administrator");

    private final Store store = new Store();

    private SecondFactorLogin login(SecondFactors factors, SecondFactorRule rule) {
        return new SecondFactorLogin(new UserChanges(Clock.systemUTC(), Runnable::run), factors, rule);
    }

    @ParameterizedTest
    @CsvSource({
        "administrator, true, TO_BE_SET_UP",
        "plugin-administrator, true, TO_BE_SET_UP",
        "admin, true, TO_BE_SET_UP",
        "billing-clerk, true, NOT_NEEDED",
        "administrator, false, NOT_NEEDED",
    })
    void settingAsksOfAdministrators(String role, boolean asked, Result result) {
        assertThat(login(store, new SecondFactorRule(asked)).take("bob", Set.of(role), ""))
                .isEqualTo(result);
    }

    @Test
    void settingThatIsNotThereYetAsksOfAdministrators() {
        assertThat(login(store, null).take("bob", UNMARKED, "")).isEqualTo(Result.TO_BE_SET_UP);
        assertThat(login(store, null).take("bob", Set.of("viewer"), "")).isEqualTo(Result.NOT_NEEDED);
    }

    @Test
    void storeSaysWhoHasOneAndNotTheMark() {
        SecondFactorLogin login = login(store, new SecondFactorRule(true));

        assertThat(login.take("ada", Set.of("viewer"), "")).isEqualTo(Result.MISSING);
        assertThat(login.take("ada", UNMARKED, "111111")).isEqualTo(Result.DONE);
        assertThat(login.take("ada", UNMARKED, "222222")).isEqualTo(Result.WRONG);
        assertThat(login.take("ada", UNMARKED, "recovery")).isEqualTo(Result.DONE);
        assertThat(login(store, new SecondFactorRule(false)).take("bob", MARKED, ""))
                .isEqualTo(Result.NOT_NEEDED);
        assertThat(login.isActive("ada")).isTrue();
        assertThat(login.isActive("bob")).isFalse();
    }

    @Test
    void whileTheStoreIsAwayTheMarkSaysItAndNobodyGetsInByACode() {
        store.away = true;
        for (SecondFactors each : new SecondFactors[] {store, null}) {
            SecondFactorLogin login = login(each, new SecondFactorRule(false));

            assertThat(login.take("ada", MARKED, "")).isEqualTo(Result.MISSING);
            assertThatThrownBy(() -> login.take("ada", MARKED, "111111"))
                    .isInstanceOfSatisfying(BillhookException.class, away -> assertThat(away.type())
                            .isEqualTo(BillhookException.Type.UNAVAILABLE));
            assertThat(login.take("bob", UNMARKED, "")).isEqualTo(Result.NOT_NEEDED);
            assertThat(login(each, new SecondFactorRule(true)).take("bob", UNMARKED, ""))
                    .isEqualTo(Result.TO_BE_SET_UP);
        }
    }

    /** RFC 4648, chapter 10, without padding. */
    @ParameterizedTest
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secretIsInBase32(String text, String encoded) {
        assertThat(Base32.of(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void addressForDevicesNamesUserAndIssuer() {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

        assertThat(SecretJson.of("ada@mill.example", secret).uri())
                .isEqualTo(
                        "otpauth://totp/Billhook:ada%40mill.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Billhook");
        assertThat(SecretJson.of("ada", secret)).hasToString("***");
    }

    /** Ada has one. */
    private static final class Store implements SecondFactors {
        private boolean away;

        @Override
        public Status of(String user) {
            require();
            return user.equals("ada") ? new Status(State.ACTIVE, 9) : new Status(State.NONE, 0);
        }

        @Override
        public Use use(String user, String code) {
            require();
            return switch (code) {
                case "111111" -> Use.CODE;
                case "recovery" -> Use.RECOVERY_CODE;
                default -> Use.REFUSED;
            };
        }

        @Override
        public byte[] begin(String user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> confirm(String user, String code) {
            throw new UnsupportedOperationException();
        }

        @Override
        public State remove(String user) {
            throw new UnsupportedOperationException();
        }

        private void require() {
            if (away) {
                throw new BillhookException(
                        BillhookException.Type.UNAVAILABLE, Finding.error("DATABASE", "It is away"));
            }
        }
    }
}
