package io.gatehouse.passkey;

import java.util.List;

/**
 * A passkey with what it takes to check it and to ask for it.
 *
 * @param id how the authenticator names it
 * @param attestedData AAGUID, id and public key in the authenticator's encoding (WebAuthn section 6.5.1)
 * @param userHandle how the authenticator names its owner
 * @param transports hints on how the authenticator can be reached (WebAuthn section 5.8.4)
 */
record Credential(
        Passkey passkey, byte[] id, byte[] attestedData, byte[] userHandle, long signCount, List<String> transports) {}
