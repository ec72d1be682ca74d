package io.gatehouse.passkey;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people call the authenticators that most of them have, by the AAGUID that their makers published. */
final class AuthenticatorNames {

    private static final Map<UUID, String> NAMES = Map.ofEntries(
            name("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "iCloud Keychain"),
            name("dd4ec289-e01d-41c9-bb89-70fa845d4bf2", "iCloud Keychain"),
            name("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager"),
            name("adce0002-35bc-c60a-648b-0b25f1f05503", "Chrome on Mac"),
            name("08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello"),
            name("9ddd1817-af5a-4672-a2b9-3e3dd95000a9", "Windows Hello"),
            name("6028b017-b1d4-4c02-b4b3-afcdafc96bb2", "Windows Hello"),
            name("bada5566-a7aa-401f-bd96-45619a55120d", "1Password"),
            name("d548826e-79b4-db40-a3d8-11116f7e8349", "Bitwarden"),
            name("531126d6-e717-415c-9320-3d9aa6981239", "Dashlane"),
            name("0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6", "Keeper"),
            name("50726f74-6f6e-5061-7373-50726f746f6e", "Proton Pass"),
            name("fdb141b2-5d84-443e-8a35-4698c205a502", "KeePassXC"),
            name("53414d53-554e-4700-0000-000000000000", "Samsung Pass"),
            name("2fc0579f-8113-47ea-b116-bb5a8db9202a", "YubiKey 5"),
            name("fa2b99dc-9e39-4257-8f92-4a30d23c4118", "YubiKey 5"),
            name("cb69481e-8ff7-4039-93ec-0a2729a154a8", "YubiKey 5"),
            name("c5ef55ff-ad9a-4b9f-b580-adebafe026d0", "YubiKey 5Ci"),
            name("d8522d9f-575b-4866-88a9-ba99fa02f35b", "YubiKey Bio"),
            name("f8a011f3-8c0a-4d15-8006-17111f9edc7d", "Security Key by Yubico"),
            name("149a2021-8ef6-4133-96b8-81f8d5b7f1f5", "Security Key by Yubico"));

    private AuthenticatorNames() {}

    /** The name; nothing for authenticators that don't say what they are, or that few people have. */
    static Optional<String> of(UUID aaguid) {
        return Optional.ofNullable(NAMES.get(aaguid));
    }

    private static Map.Entry<UUID, String> name(String aaguid, String name) {
        return Map.entry(UUID.fromString(aaguid), name);
    }
}
