package io.gatehouse.passkey;

import io.gatehouse.account.PersonalData;
import io.gatehouse.shared.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The passkeys of a person, as they see them; neither keys nor the names that authenticators go by. */
final class PasskeyData implements PersonalData {

    private final PasskeyService passkeys;

    PasskeyData(PasskeyService passkeys) {
        this.passkeys = passkeys;
    }

    @Override
    public String section() {
        return "passkeys";
    }

    @Override
    public Object of(AccountId account) {
        return passkeys.list(account).stream().map(PasskeyData::entry).toList();
    }

    private static Map<String, Object> entry(Passkey passkey) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", passkey.name());
        AuthenticatorNames.of(passkey.aaguid()).ifPresent(maker -> map.put("authenticator", maker));
        map.put("aaguid", passkey.aaguid().toString());
        map.put("synced", passkey.synced());
        map.put("since", passkey.createdAt().toString());
        if (passkey.lastUsedAt() != null) {
            map.put("last_used_at", passkey.lastUsedAt().toString());
        }
        return map;
    }
}
