package io.gatehouse.admin;

import com.nimbusds.jose.JWSAlgorithm;
import io.gatehouse.access.Actor;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.signingkey.KeyInfo;
import io.gatehouse.signingkey.RotationResult;
import io.gatehouse.signingkey.SigningKeyRotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looking at the signing keys, and letting the next one take over, with the trail. */
public final class KeyAdministration {

    private final SigningKeyRotation keys;
    private final SecondPerson second;
    private final AdminTrail trail;

    KeyAdministration(SigningKeyRotation keys, SecondPerson second, AdminTrail trail) {
        this.keys = keys;
        this.second = second;
        this.trail = trail;
    }

    /** The keys that sign, that will, and that did. */
    public List<KeyInfo> keys() {
        return keys.keys();
    }

    public Optional<KeyInfo> find(String kid) {
        return keys.keys().stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    /**
     * Lets the next key sign in place of this one, if this one still signs.
     *
     * @param atOnce although the next key may not be known everywhere yet
     */
    public RotationResult rotate(Actor actor, KeyInfo key, boolean atOnce) {
        second.requireForKeys(actor);
        return trail.within(() -> {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(key.algorithm());
            RotationResult result =
                    atOnce ? keys.rotateAtOnce(algorithm, key.kid()) : keys.rotate(algorithm, key.kid());
            if (result == RotationResult.ROTATED) {
                Map<String, String> facts = Map.of("at_once", Boolean.toString(atOnce));
                trail.thing(AuditAction.KEY_ROTATED, "key", key.kid(), AdminTrail.with(actor, facts));
            }
            return result;
        });
    }
}
