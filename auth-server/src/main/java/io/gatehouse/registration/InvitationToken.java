package io.gatehouse.registration;

import io.gatehouse.keyring.RandomTokens;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an invitation link says: which invitation, and a seal over the address and everything that it gives, so that a row which
 * somebody changed afterwards no longer fits its link.
 */
record InvitationToken(UUID invitation, byte[] nonce, byte[] seal) {

    private static final byte VERSION = 1;
    private static final int PART = 16;
    private static final int BYTES = 1 + 2 * Long.BYTES + 2 * PART;

    static InvitationToken next(Invitation invitation) {
        byte[] nonce = Arrays.copyOf(RandomTokens.sha256(RandomTokens.next()), PART);
        return new InvitationToken(invitation.id(), nonce, sealOf(invitation));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(invitation.getMostSignificantBits())
                .putLong(invitation.getLeastSignificantBits())
                .put(nonce)
                .put(seal)
                .array();
    }

    /** Reads bytes that are known to be genuine. Throws {@link IllegalArgumentException} for a version of the future. */
    static InvitationToken of(byte[] genuine) {
        ByteBuffer buffer = ByteBuffer.wrap(genuine);
        if (buffer.get() != VERSION) {
            throw new IllegalArgumentException("An invitation link of an unknown version");
        }
        UUID invitation = new UUID(buffer.getLong(), buffer.getLong());
        byte[] nonce = new byte[PART];
        byte[] seal = new byte[PART];
        buffer.get(nonce).get(seal);
        return new InvitationToken(invitation, nonce, seal);
    }

    /** Whether address, roles and groups are what they were when the link was signed. */
    boolean fits(Invitation found) {
        return invitation.equals(found.id()) && MessageDigest.isEqual(seal, sealOf(found));
    }

    /** All that the database keeps of the link. */
    byte[] hash() {
        return RandomTokens.sha256(Base64.getEncoder().encodeToString(bytes()));
    }

    private static byte[] sealOf(Invitation invitation) {
        Stream<String> roles = invitation.gift().roles().stream().sorted().map(role -> "role " + role);
        Stream<String> groups = invitation.gift().groups().stream()
                .map(group -> "group " + group)
                .sorted();
        String all = Stream.concat(Stream.of("mail " + invitation.email().key()), Stream.concat(roles, groups))
                .collect(Collectors.joining("\n"));
        return Arrays.copyOf(RandomTokens.sha256(all), PART);
    }

    @Override
    public String toString() {
        return "InvitationToken[" + invitation + "]";
    }
}
