package org.billhook.engine.internal.secondfactor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.SecondFactors;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.SecondFactorStore;
import org.billhook.engine.port.SecondFactorStore.SecondFactorRow;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Second factors in the database, so that a code counts once for all nodes and over a restart. Two at once: one of them counts. */
@Component
public final class StoredSecondFactors implements SecondFactors {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSecondFactors.class);
    private static final long NO_STEP = -1;
    private static final int LONGEST = 64;

    private final Transactions transactions;
    private final Path keyFile;
    private final Clock clock;

    @Activate
    public StoredSecondFactors(@Reference Transactions transactions) {
        this(transactions, Path.of(System.getProperty("karaf.etc", "etc"), "second-factor.key"), Clock.systemUTC());
    }

    StoredSecondFactors(Transactions transactions, Path keyFile, Clock clock) {
        this.transactions = transactions;
        this.keyFile = keyFile;
        this.clock = clock;
    }

    @Override
    public Status of(String user) {
        return Retry.call(transactions, store -> store.secondFactors().find(user))
                .map(row -> new Status(state(row), RecoveryCodes.count(row.recovery())))
                .orElse(new Status(State.NONE, 0));
    }

    @Override
    public byte[] begin(String user) {
        byte[] secret = SealingKey.random(Totp.SECRET_LENGTH);
        Retry.call(transactions, store -> {
            SecondFactorStore factors = store.secondFactors();
            if (factors.find(user).filter(SecondFactorRow::active).isPresent()) {
                throw new BillhookException(
                        BillhookException.Type.CONFLICT,
                        Finding.error(
                                "SECOND_FACTOR_ACTIVE",
                                "'%s' has a second factor: remove it before another one is set up".formatted(user)));
            }
            String sealed = keyForNew(factors).seal(user, secret);
            factors.remove(user);
            factors.insert(new SecondFactorRow(user, false, sealed, NO_STEP, ""));
            return true;
        });
        return secret;
    }

    @Override
    public List<String> confirm(String user, String code) {
        return Retry.call(transactions, store -> {
            SecondFactorRow row = store.secondFactors()
                    .find(user)
                    .filter(found -> !found.active())
                    .orElseThrow(() -> new BillhookException(
                            BillhookException.Type.CONFLICT,
                            Finding.error("NONE_PENDING", "No second factor waits for its first code")));
            SealingKey key = SealingKey.read(keyFile);
            OptionalLong step = step(key, row, code);
            if (step.isEmpty()) {
                throw new BillhookException(
                        BillhookException.Type.REFUSED,
                        Finding.error(
                                "WRONG_CODE",
                                "code",
                                "The code is not that of the new secret now: check the clock of the device, at most 30 seconds off"));
            }
            List<String> recovery = RecoveryCodes.random();
            store.secondFactors()
                    .replace(
                            row,
                            new SecondFactorRow(
                                    user,
                                    true,
                                    row.secret(),
                                    step.getAsLong(),
                                    RecoveryCodes.hashes(key, user, recovery)));
            return recovery;
        });
    }

    @Override
    public Use use(String user, String given) {
        String code = given.strip();
        return Retry.call(transactions, store -> {
            Optional<SecondFactorRow> active = store.secondFactors().find(user).filter(SecondFactorRow::active);
            if (active.isEmpty() || code.isEmpty() || code.length() > LONGEST) {
                return Use.REFUSED;
            }
            SecondFactorRow row = active.get();
            SealingKey key = SealingKey.read(keyFile);
            OptionalLong step = step(key, row, code);
            if (step.isPresent()) {
                store.secondFactors()
                        .replace(row, new SecondFactorRow(user, true, row.secret(), step.getAsLong(), row.recovery()));
                return Use.CODE;
            }
            Optional<String> left = RecoveryCodes.without(key, user, code, row.recovery());
            left.ifPresent(hashes -> store.secondFactors()
                    .replace(row, new SecondFactorRow(user, true, row.secret(), row.lastStep(), hashes)));
            return left.isPresent() ? Use.RECOVERY_CODE : Use.REFUSED;
        });
    }

    @Override
    public State remove(String user) {
        return Retry.call(transactions, store -> {
            State before = store.secondFactors()
                    .find(user)
                    .map(StoredSecondFactors::state)
                    .orElse(State.NONE);
            store.secondFactors().remove(user);
            return before;
        });
    }

    private OptionalLong step(SealingKey key, SecondFactorRow row, String code) {
        return Totp.find(key.open(row.user(), row.secret()), code, clock.instant(), row.lastStep());
    }

    /** One that is lost is not made anew, or the secrets under it would be lost with it. */
    private SealingKey keyForNew(SecondFactorStore factors) {
        synchronized (this) {
            if (Files.exists(keyFile) || !factors.isEmpty()) {
                return SealingKey.read(keyFile);
            }
            SealingKey made = SealingKey.create(keyFile);
            LOG.info("Key of second factors was made file='{}'", keyFile);
            return made;
        }
    }

    private static State state(SecondFactorRow row) {
        return row.active() ? State.ACTIVE : State.PENDING;
    }
}
