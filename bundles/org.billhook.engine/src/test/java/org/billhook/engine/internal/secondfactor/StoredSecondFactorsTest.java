package org.billhook.engine.internal.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.SecondFactors;
import org.billhook.core.api.SecondFactors.State;
import org.billhook.core.api.SecondFactors.Status;
import org.billhook.core.api.SecondFactors.Use;
import org.billhook.engine.inmemory.MemoryStore;
import org.billhook.engine.port.SecondFactorStore.SecondFactorRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSecondFactorsTest {

    private final MemoryStore store = new MemoryStore();
    private final MovedClock clock = new MovedClock();

    @TempDir
    Path etc;

    private SecondFactors factors;

    @BeforeEach
    void open() {
        factors = node(etc.resolve("second-factor.key"));
    }

    private SecondFactors node(Path key) {
        return new StoredSecondFactors(store, key, clock);
    }

    @Test
    void noneIsAskedForBeforeTheFirstCode() {
        byte[] secret = factors.begin("ada");

        assertThat(secret).hasSize(20);
        assertThat(factors.of("ada")).isEqualTo(new Status(State.PENDING, 0));
        assertThat(factors.use("ada", code(secret))).isEqualTo(Use.REFUSED);
        assertThatThrownBy(() -> factors.confirm("ada", "000000"))
                .isInstanceOf(BillhookException.class)
                .hasMessageContaining("clock of the device");
        assertThat(factors.confirm("ada", code(secret))).hasSize(10).doesNotHaveDuplicates();
        assertThat(factors.of("ada")).isEqualTo(new Status(State.ACTIVE, 10));
        assertThat(factors.of("bob")).isEqualTo(new Status(State.NONE, 0));
    }

    @Test
    void secretThatIsPendingGivesWayToANewOneAndAnActiveOneDoesNot() {
        byte[] first = factors.begin("ada");
        byte[] second = factors.begin("ada");

        assertThat(second).isNotEqualTo(first);
        assertThatThrownBy(() -> factors.confirm("ada", code(first))).isInstanceOf(BillhookException.class);
        factors.confirm("ada", code(second));
        assertThatThrownBy(() -> factors.begin("ada"))
                .isInstanceOfSatisfying(BillhookException.class, refused -> assertThat(refused.type())
                        .isEqualTo(BillhookException.Type.CONFLICT));
        assertThatThrownBy(() -> factors.confirm("ada", code(second)))
                .isInstanceOfSatisfying(BillhookException.class, refused -> assertThat(refused.type())
                        .isEqualTo(BillhookException.Type.CONFLICT));
    }

    @Test
    void codeIsAcceptedOnceOnAllNodesAndSoIsThatOfTheConfirmation() {
        byte[] secret = active("ada");
        SecondFactors other = node(etc.resolve("second-factor.key"));

        assertThat(other.use("ada", code(secret))).as("confirmed with it").isEqualTo(Use.REFUSED);
        clock.forward(30);
        assertThat(factors.use("ada", " " + code(secret) + " ")).isEqualTo(Use.CODE);
        assertThat(other.use("ada", code(secret))).isEqualTo(Use.REFUSED);
        clock.forward(30);
        assertThat(other.use("ada", code(secret))).isEqualTo(Use.CODE);
        assertThat(other.use("bob", code(secret))).isEqualTo(Use.REFUSED);
    }

    @Test
    void ofManyAtOnceOneIsAccepted() throws Exception {
        byte[] secret = active("ada");
        clock.forward(30);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Use>> calls = IntStream.range(0, 50)
                    .<Callable<Use>>mapToObj(i -> () -> factors.use("ada", code(secret)))
                    .toList();
            int accepted = 0;
            for (Future<Use> each : threads.invokeAll(calls)) {
                accepted += each.get() == Use.CODE ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void recoveryCodeCountsOnce() {
        byte[] secret = factors.begin("ada");
        List<String> recovery = factors.confirm("ada", code(secret));

        assertThat(factors.use("ada", recovery.get(3).toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(Use.RECOVERY_CODE);
        assertThat(factors.use("ada", recovery.get(3))).isEqualTo(Use.REFUSED);
        assertThat(factors.of("ada").recoveryCodes()).isEqualTo(9);
        for (int i = 0; i < 10; i++) {
            assertThat(factors.use("ada", recovery.get(i))).isEqualTo(i == 3 ? Use.REFUSED : Use.RECOVERY_CODE);
        }
        assertThat(factors.of("ada").recoveryCodes()).isZero();
        assertThat(factors.use("ada", "")).isEqualTo(Use.REFUSED);
    }

    @Test
    void databaseHasNeitherSecretNorRecoveryCodes() {
        byte[] secret = factors.begin("ada");
        List<String> recovery = factors.confirm("ada", code(secret));
        SecondFactorRow row =
                store.call(open -> open.secondFactors().find("ada")).orElseThrow();

        assertThat(row.secret())
                .doesNotContain(HexFormat.of().formatHex(secret))
                .doesNotContain(java.util.Base64.getEncoder().encodeToString(secret))
                .hasSizeLessThanOrEqualTo(200);
        assertThat(row.recovery()).hasSizeLessThanOrEqualTo(1000);
        recovery.forEach(code -> assertThat(row.recovery()).doesNotContain(code));
    }

    @Test
    void secretOfOneUserIsNoneOfAnother() {
        byte[] secret = active("ada");
        active("eve");
        clock.forward(30);
        store.call(open -> {
            SecondFactorRow ada = open.secondFactors().find("ada").orElseThrow();
            open.secondFactors().remove("eve");
            open.secondFactors().insert(new SecondFactorRow("eve", true, ada.secret(), 0, ada.recovery()));
            return true;
        });

        assertThatThrownBy(() -> factors.use("eve", code(secret)))
                .isInstanceOfSatisfying(BillhookException.class, away -> assertThat(away.type())
                        .isEqualTo(BillhookException.Type.UNAVAILABLE));
    }

    @Test
    void keyIsMadeOnceAndOneThatIsLostIsNotMadeAnew() throws IOException {
        Path key = etc.resolve("second-factor.key");
        byte[] secret = active("ada");
        clock.forward(30);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.move(key, etc.resolve("kept"));
        for (Runnable each : List.<Runnable>of(() -> factors.use("ada", code(secret)), () -> factors.begin("bob"))) {
            assertThatThrownBy(each::run).isInstanceOf(BillhookException.class).hasMessageContaining("bring it back");
        }
        assertThat(key).doesNotExist();
        SecondFactors elsewhere = new StoredSecondFactors(new MemoryStore(), key, clock);
        elsewhere.begin("bob");
        assertThatThrownBy(() -> factors.use("ada", code(secret)))
                .as("another key")
                .hasMessageContaining("is kept under the key");
        Files.move(etc.resolve("kept"), key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(factors.use("ada", code(secret))).isEqualTo(Use.CODE);
    }

    @Test
    void keyThatIsNotAsItWasWrittenIsTold() throws IOException {
        active("ada");
        Files.writeString(etc.resolve("second-factor.key"), "key 00ff\n");

        assertThatThrownBy(() -> factors.use("ada", "123456")).hasMessageContaining("not as it was written");
    }

    @Test
    void whatIsRemovedIsAskedForNoMore() {
        byte[] secret = active("ada");
        clock.forward(30);

        assertThat(factors.remove("ada")).isEqualTo(State.ACTIVE);
        assertThat(factors.remove("ada")).isEqualTo(State.NONE);
        assertThat(factors.of("ada").state()).isEqualTo(State.NONE);
        assertThat(factors.use("ada", code(secret))).isEqualTo(Use.REFUSED);
        factors.begin("ada");
        assertThat(factors.remove("ada")).isEqualTo(State.PENDING);
    }

    private byte[] active(String user) {
        byte[] secret = factors.begin(user);
        factors.confirm(user, code(secret));
        return secret;
    }

    private String code(byte[] secret) {
        return Totp.code(secret, Totp.step(clock.instant()));
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-12-01T03:00:00Z");

        void forward(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
