package io.gatehouse.audit;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what tells something of a person, AES-256-GCM under a key that only this person's fields have. The key lies in the
 * database, encrypted under the keyring; without it nothing of those fields is left. Each ciphertext belongs to one event.
 */
final class PersonalBoxes {

    /** Stands for everybody who has no account; no account ever has this id. */
    private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final JdbcPersonKeys keys;
    private final Keyring keyring;
    private final Clock clock;

    PersonalBoxes(JdbcPersonKeys keys, Keyring keyring, Clock clock) {
        this.keys = keys;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** A person's key, ready to be used. */
    record Secret(UUID id, SecretKeySpec key) {

        @Override
        public String toString() {
            return "Secret[" + id + "]";
        }
    }

    /**
     * Encrypts for the person. Somebody unknown has a key as well, so that a refusal costs the same statements and the same
     * arithmetic whether the account exists or not.
     */
    SealedBox seal(
            @Nullable AccountId person,
            UUID event,
            String name,
            @Nullable String content,
            Function<AccountId, Secret> secrets) {
        if (content == null) {
            return SealedBox.EMPTY;
        }
        byte[] plain = content.getBytes(StandardCharsets.UTF_8);
        String context = context(event, name);
        Secret secret = secrets.apply(person == null ? NOBODY : person);
        return new SealedBox(secret.id(), encrypt(secret.key(), plain, context));
    }

    /** The person's key, which is made when there is none. */
    Secret secret(AccountId person) {
        JdbcPersonKeys.Key key = keys.find(person);
        if (key != null) {
            return new Secret(key.id(), unwrapped(key.id(), key.wrapped()));
        }
        Made made = make(person);
        keys.insert(List.of(made.row()), clock.instant());
        return made.secret();
    }

    /** The keys of many people, in two statements. */
    Map<AccountId, Secret> secrets(Set<AccountId> people) {
        Map<AccountId, Secret> secrets = new HashMap<>();
        keys.find(people)
                .forEach((person, key) ->
                        secrets.put(person, new Secret(key.id(), unwrapped(key.id(), key.wrapped()))));
        List<JdbcPersonKeys.Row> rows = new ArrayList<>();
        for (AccountId person : people) {
            if (!secrets.containsKey(person)) {
                Made made = make(person);
                rows.add(made.row());
                secrets.put(person, made.secret());
            }
        }
        keys.insert(rows, clock.instant());
        return secrets;
    }

    /** The content, or null when there is none or its key is destroyed. */
    @Nullable
    String open(UUID event, String name, SealedBox box, byte @Nullable [] wrapped) {
        byte[] content = box.content();
        if (content == null || box.key() != null && wrapped == null) {
            return null;
        }
        String context = context(event, name);
        byte[] plain = box.key() == null || wrapped == null
                ? keyring.decrypt(Purpose.AUDIT_PERSONAL, content, context)
                : decrypt(unwrapped(box.key(), wrapped), content, context);
        return new String(plain, StandardCharsets.UTF_8);
    }

    /** Parallel transactions may each make one for the same person; all are good, and all are destroyed together. */
    private Made make(AccountId person) {
        byte[] secret = new byte[KEY_BYTES];
        RANDOM.nextBytes(secret);
        UUID id = UuidV7.next(clock);
        byte[] wrapped = keyring.encrypt(Purpose.AUDIT_PERSON_KEY, secret, id.toString());
        return new Made(
                new JdbcPersonKeys.Row(person, new JdbcPersonKeys.Key(id, wrapped)),
                new Secret(id, new SecretKeySpec(secret, "AES")));
    }

    private record Made(JdbcPersonKeys.Row row, Secret secret) {}

    private SecretKeySpec unwrapped(UUID id, byte[] wrapped) {
        return new SecretKeySpec(keyring.decrypt(Purpose.AUDIT_PERSON_KEY, wrapped, id.toString()), "AES");
    }

    private static String context(UUID event, String name) {
        return event + ":" + name;
    }

    private static byte[] encrypt(SecretKeySpec key, byte[] plain, String context) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv, context);
            byte[] result = Arrays.copyOf(iv, IV_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, result, IV_BYTES);
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A personal field was not encrypted", e);
        }
    }

    private static byte[] decrypt(SecretKeySpec key, byte[] content, String context) {
        try {
            byte[] iv = Arrays.copyOf(content, IV_BYTES);
            return cipher(Cipher.DECRYPT_MODE, key, iv, context).doFinal(content, IV_BYTES, content.length - IV_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("A personal field cannot be decrypted", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] iv, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
