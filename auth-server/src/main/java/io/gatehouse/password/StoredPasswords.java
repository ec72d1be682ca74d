package io.gatehouse.password;

import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;

/** Hashes on their way in from other systems, and out: what an import and an export need of passwords. */
public final class StoredPasswords {

    private final JdbcTransferredHashes rows;
    private final PasswordHashing hashing;
    private final Clock clock;

    StoredPasswords(JdbcTransferredHashes rows, PasswordHashing hashing, Clock clock) {
        this.rows = rows;
        this.hashing = hashing;
        this.clock = clock;
    }

    /** Throws {@link IllegalArgumentException} with a sentence for the operator if the hash is none that can be checked. */
    public void check(String encoded) {
        hashing.imported(encoded);
    }

    /**
     * Gives an account that has no password one that another system hashed. False when it has one, which stays: whoever
     * chose it here meant it.
     *
     * @param mustChange whether the next sign-in asks for a new one
     */
    public boolean add(AccountId account, String encoded, boolean mustChange) {
        return rows.insert(account, hashing.imported(encoded), mustChange, clock.instant());
    }

    /** The same for many, in one statement. */
    public void add(Map<AccountId, Hash> hashes) {
        rows.insert(
                hashes.entrySet().stream()
                        .map(one -> new JdbcTransferredHashes.Row(
                                one.getKey().value(),
                                hashing.imported(one.getValue().encoded()),
                                one.getValue().mustChange()))
                        .toList(),
                clock.instant());
    }

    /**
     * A stored hash as another server can read it.
     *
     * @param mustChange whether the next sign-in asks for a new password
     */
    public record Hash(String encoded, boolean mustChange) {

        @Override
        public String toString() {
            return "Hash[hidden]";
        }
    }

    /** The hashes of these accounts, unsealed. */
    public Map<AccountId, Hash> hashes(Collection<AccountId> accounts) {
        Map<AccountId, Hash> stored = rows.hashes(accounts);
        stored.replaceAll((account, hash) -> new Hash(hashing.portable(hash.encoded()), hash.mustChange()));
        return stored;
    }
}
