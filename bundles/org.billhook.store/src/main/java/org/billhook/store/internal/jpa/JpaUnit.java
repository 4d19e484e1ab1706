package org.billhook.store.internal.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.sessions.DatabaseSession;

/** The persistence unit, described in code: outside of OSGi and within, the same classes and settings. */
public final class JpaUnit implements PersistenceUnitInfo {

    /** The entities; {@code persistence.xml} lists the same for the weaver. */
    private static final List<Class<?>> ENTITIES = List.of(
            ObjectEntity.class,
            RunEntity.class,
            RequestEntity.class,
            PreviewEntity.class,
            PriceEntity.class,
            ConfigurationEntity.class,
            JobEntity.class,
            ImportEntity.class,
            ProposalEntity.class,
            MomentConverter.class);

    private final DataSource source;

    private JpaUnit(DataSource source) {
        this.source = source;
    }

    public static EntityManagerFactory open(DataSource source, Class<?> platform) {
        Map<String, Object> settings = Map.of(
                // else a second unit of the same name would share the session, and the database, of the first
                "eclipselink.session-name", "billhook-" + UUID.randomUUID(),
                "eclipselink.target-database", platform.getName(),
                "eclipselink.weaving", "static",
                // what fails is thrown, and logged where it is handled
                "eclipselink.logging.level", "OFF",
                "eclipselink.deploy-on-startup", "true");
        EntityManagerFactory entities =
                new PersistenceProvider().createContainerEntityManagerFactory(new JpaUnit(source), settings);
        // else each caller would wait four times for a database that is away
        entities.unwrap(DatabaseSession.class).getLogin().setQueryRetryAttemptCount(0);
        return entities;
    }

    /** Names of the classes that the unit manages. */
    public static List<String> managed() {
        return ENTITIES.stream().map(Class::getName).toList();
    }

    @Override
    public String getPersistenceUnitName() {
        return "billhook";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return PersistenceProvider.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return source;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        try {
            // a bundle has no resource "/", a folder and a jar have
            return new URL(JpaUnit.class.getResource("/META-INF/persistence.xml"), "../");
        } catch (MalformedURLException e) {
            throw new IllegalStateException("The persistence unit is not where it was built", e);
        }
    }

    @Override
    public List<String> getManagedClassNames() {
        return managed();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return JpaUnit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // woven when built
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return new ClassLoader(getClassLoader()) {};
    }
}
