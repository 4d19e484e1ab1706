package org.billhook.passwords.internal;

import java.util.Map;
import org.apache.karaf.jaas.modules.Encryption;
import org.apache.karaf.jaas.modules.EncryptionService;
import org.osgi.service.component.annotations.Component;

/** Offers the container hashes by bcrypt, at a cost that the container's own service does not know. */
@Component(service = EncryptionService.class, property = "name=billhook-bcrypt")
public final class BcryptHashes implements EncryptionService {

    /** @throws IllegalArgumentException if another algorithm than bcrypt, or an encoding that is none, is asked for */
    @Override
    public Encryption createEncryption(Map<String, String> settings) {
        String algorithm = settings.getOrDefault(ALGORITHM, Bcrypt.ALGORITHM);
        if (!algorithm.equals(Bcrypt.ALGORITHM)) {
            throw new IllegalArgumentException("encryption.algorithm is '%s', which must be %s where encryption.name is"
                            .formatted(algorithm, Bcrypt.ALGORITHM)
                    + " billhook-bcrypt");
        }
        String encoding = settings.getOrDefault(ENCODING, ENCODING_HEXADECIMAL);
        if (!encoding.equals(ENCODING_HEXADECIMAL)) {
            throw new IllegalArgumentException("encryption.encoding is '%s', which must be %s where encryption.name is"
                            .formatted(encoding, ENCODING_HEXADECIMAL)
                    + " billhook-bcrypt");
        }
        return new Bcrypt();
    }
}
