package org.billhook.engine.internal.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.billhook.core.api.Events.Event;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of the chain, kept outside of the database: who changes that has no key for it. For any number of threads. */
@Component(service = ChainKeys.class, configurationPid = "org.billhook.chain")
@Designate(ocd = ChainKeys.Config.class)
public final class ChainKeys {

    /** Settings. */
    @ObjectClassDefinition(name = "Billhook: chain of events")
    public @interface Config {
        @AttributeDefinition(
                name = "Key file",
                description =
                        "File with the key of the chain, made at the first start; the same on all nodes. Empty: chain.key in etc")
        String keyFile() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(ChainKeys.class);

    private final Path file;
    private KeyFile keys;

    @Activate
    public ChainKeys(Config config) {
        this(
                config.keyFile().isBlank()
                        ? Path.of(System.getProperty("karaf.etc", "etc"), "chain.key")
                        : Path.of(config.keyFile()));
    }

    public ChainKeys(Path file) {
        this.file = file;
    }

    /**
     * The key for the next event. The first one is made when there is none; to be asked while nobody else numbers events.
     *
     * @param last event of the chain
     * @throws ChainStopped if the chain goes on under a key that is not there
     */
    synchronized ChainKey next(Optional<Event> last) {
        Optional<String> before = last.flatMap(Event::key);
        if (keys == null && KeyFile.isToBeMade(file)) {
            before.filter(id -> !KeyFile.lostIn(file).contains(id)).ifPresent(this::stop);
            long from = last.map(Event::number).orElse(0L) + 1;
            KeyFile.create(file, from);
            LOG.info("Key of the chain of events was made file='{}' from='{}'", file, from);
        }
        KeyFile known = known();
        before.filter(id -> known.find(id).isEmpty() && !known.isLost(id)).ifPresent(id -> {
            keys = null;
            stop(id);
        });
        return known.current();
    }

    private void stop(String id) {
        throw new ChainStopped(
                Files.exists(file)
                        ? "The chain of events is under the key %s, which the file %s does not have: bring the file back from the backup, or that of the other nodes. Events wait until then"
                                .formatted(id, file)
                        : "The file %s is not there, which has the key %s of the chain of events: bring it back from the backup. Events wait until then"
                                .formatted(file, id),
                null);
    }

    /** @throws ChainStopped if the file is not there or can't be read */
    synchronized KeyFile known() {
        if (keys == null) {
            keys = KeyFile.read(file);
        }
        return keys;
    }
}
