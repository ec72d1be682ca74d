"""Prints a realm as Keycloak 26 exports it (kc.sh export --users realm_file), with people whose passwords are known.

PBKDF2 comes from Python's hashlib (OpenSSL), Argon2 from argon2-cffi (the reference implementation): nothing here is of this
server. Salts are fixed, so that the output is always the same, and rounds are few, to keep tests short.
src/test/resources/transfer/keycloak-realm.json holds it:

    python3 src/test/python/keycloak_realm.py > src/test/resources/transfer/keycloak-realm.json
"""
import base64
import hashlib
import json
import uuid

from argon2.low_level import Type, hash_secret_raw

NUMBER = iter(range(1, 1000))


def identifier():
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "keycloak-fixture-%d" % next(NUMBER)))


def b64(data):
    return base64.b64encode(data).decode()


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def password(value, salt, rounds, algorithm, parameters):
    return {
        "id": identifier(),
        "type": "password",
        "userLabel": "My password",
        "createdDate": 1730000000000,
        "secretData": compact({"value": b64(value), "salt": b64(salt), "additionalParameters": {}}),
        "credentialData": compact(
            {"hashIterations": rounds, "algorithm": algorithm, "additionalParameters": parameters}),
    }


def pbkdf2(text, name, digest, rounds, length):
    salt = hashlib.sha256(text.encode()).digest()[:16]
    return password(hashlib.pbkdf2_hmac(digest, text.encode(), salt, rounds, length), salt, rounds, name, {})


def argon2(text):
    salt = hashlib.sha256(text.encode()).digest()[:16]
    value = hash_secret_raw(text.encode(), salt, 5, 7168, 1, 32, Type.ID, 19)
    return password(value, salt, 5, "argon2", {
        "hashLength": ["32"], "memory": ["7168"], "type": ["id"], "version": ["1.3"], "parallelism": ["1"]})


def otp(seed, label, **changed):
    data = {"subType": "totp", "digits": 6, "counter": 0, "period": 30, "algorithm": "HmacSHA1"}
    data.update(changed)
    return {
        "id": identifier(),
        "type": "otp",
        "userLabel": label,
        "createdDate": 1730000000000,
        "secretData": compact({"value": seed}),
        "credentialData": compact(data),
    }


def person(username, **fields):
    entry = {
        "id": identifier(),
        "username": username,
        "emailVerified": True,
        "enabled": True,
        "createdTimestamp": 1730000000000,
        "totp": False,
        "credentials": [],
        "disableableCredentialTypes": [],
        "requiredActions": [],
        "realmRoles": ["default-roles-acme"],
        "notBefore": 0,
        "groups": [],
    }
    entry.update(fields)
    return entry


def role(name, description="", **composites):
    entry = {"id": identifier(), "name": name, "description": description, "composite": bool(composites),
             "clientRole": False, "containerId": "acme", "attributes": {}}
    if composites:
        entry["composites"] = composites
    return entry


def client(client_id, **fields):
    entry = {
        "id": identifier(),
        "clientId": client_id,
        "name": "",
        "description": "",
        "rootUrl": "",
        "surrogateAuthRequired": False,
        "enabled": True,
        "alwaysDisplayInConsole": False,
        "clientAuthenticatorType": "client-secret",
        "redirectUris": [],
        "webOrigins": [],
        "notBefore": 0,
        "bearerOnly": False,
        "consentRequired": False,
        "standardFlowEnabled": True,
        "implicitFlowEnabled": False,
        "directAccessGrantsEnabled": False,
        "serviceAccountsEnabled": False,
        "publicClient": False,
        "frontchannelLogout": True,
        "protocol": "openid-connect",
        "attributes": {},
        "authenticationFlowBindingOverrides": {},
        "fullScopeAllowed": True,
        "nodeReRegistrationTimeout": -1,
        "defaultClientScopes": ["web-origins", "acr", "profile", "roles", "basic", "email", "orders"],
        "optionalClientScopes": ["address", "phone", "offline_access", "microprofile-jwt"],
    }
    entry.update(fields)
    return entry


REALM = {
    "id": identifier(),
    "realm": "acme",
    "displayName": "Acme",
    "notBefore": 0,
    "accessTokenLifespan": 300,
    "enabled": True,
    "sslRequired": "external",
    "duplicateEmailsAllowed": True,
    "defaultRole": role("default-roles-acme", "${role_default-roles}"),
    "roles": {
        "realm": [
            role("default-roles-acme", "${role_default-roles}",
                 realm=["offline_access", "uma_authorization", "acme-member"],
                 client={"account": ["view-profile", "manage-account"]}),
            role("offline_access", "${role_offline-access}"),
            role("uma_authorization", "${role_uma_authorization}"),
            role("acme-member", "Everybody at Acme"),
            role("acme-editor", "Writes"),
            role("acme-chief", "Decides", realm=["acme-editor"], client={"acme-shop": ["refund"]}),
            role("admin", "Keycloak's own way of naming things"),
            role("acme-sneaky", "Contains an administrator", realm=["admin"]),
            role("Acme Office", "A name with a space"),
        ],
        "client": {
            "realm-management": [role("realm-admin", "${role_realm-admin}")],
            "acme-shop": [role("refund", "Gives money back")],
            "account": [role("view-profile", "${role_view-profile}")],
        },
    },
    "groups": [
        {"id": identifier(), "name": "acme-staff", "path": "/acme-staff", "attributes": {}, "realmRoles": ["acme-editor"],
         "clientRoles": {}, "subGroups": [
             {"id": identifier(), "name": "berlin", "path": "/acme-staff/berlin", "attributes": {}, "realmRoles": [],
              "clientRoles": {"acme-shop": ["refund"]}, "subGroups": []}]},
    ],
    "requiredCredentials": ["password"],
    "otpPolicyType": "totp",
    "users": [
        person("ada", email="ada@acme.example", firstName="Ada", lastName="Lovelace",
               attributes={"locale": ["en"], "phoneNumber": ["+44 20 1234"], "shoe-size": ["38"]},
               credentials=[argon2("ada's old password"), otp("Yk3dpQ9tXhWm2sVc7RbN", "Ada's phone")],
               groups=["/acme-staff/berlin"]),
        person("bo", email="bo@acme.example", firstName="Bo",
               credentials=[pbkdf2("bo's old password", "pbkdf2-sha256", "sha256", 2000, 64)],
               realmRoles=["default-roles-acme", "acme-chief"]),
        person("cy", email="cy@acme.example",
               credentials=[pbkdf2("cy's old password", "pbkdf2-sha512", "sha512", 2000, 64)],
               requiredActions=["UPDATE_PASSWORD"]),
        person("di", email="di@acme.example", emailVerified=False,
               credentials=[pbkdf2("di's old password", "pbkdf2", "sha1", 2000, 64)]),
        person("ed", email="ed@acme.example", enabled=False,
               credentials=[argon2("ed's old password")]),
        person("fay", email="fay@acme.example", emailVerified=False, requiredActions=["VERIFY_EMAIL"],
               credentials=[argon2("fay's old password")]),
        person("gus", email="gus@acme.example", realmRoles=["admin", "acme-sneaky"],
               clientRoles={"realm-management": ["realm-admin"]},
               credentials=[argon2("gus's old password"),
                            otp("T8wKq5LzPd1nEoJf6GvA", "Gus's app", digits=8),
                            otp("T8wKq5LzPd1nEoJf6GvA", "Gus's other app", algorithm="HmacSHA256")]),
        person("hal"),
        person("ivy", email="Ada@Acme.example", credentials=[argon2("ivy's old password")]),
        person("service-account-acme-batch", serviceAccountClientId="acme-batch"),
    ],
    "clientScopes": [
        {"id": identifier(), "name": "orders", "description": "Orders of the shop", "protocol": "openid-connect",
         "attributes": {"include.in.token.scope": "true", "consent.screen.text": "See your orders",
                        "display.on.consent.screen": "true"}},
        {"id": identifier(), "name": "roles", "description": "Built in", "protocol": "openid-connect", "attributes": {}},
        {"id": identifier(), "name": "role_list", "description": "SAML", "protocol": "saml", "attributes": {}},
    ],
    "clients": [
        client("account", publicClient=True, redirectUris=["/realms/acme/account/*"], rootUrl="${authBaseUrl}"),
        client("realm-management", bearerOnly=True),
        client("acme-shop", name="Acme shop", rootUrl="https://shop.acme.example",
               secret="65vP7IdT3IA87aCF4YVBn1r4tsz8tg2M",
               redirectUris=["/callback", "https://shop.acme.example/*"],
               attributes={"post.logout.redirect.uris": "+", "pkce.code.challenge.method": "S256"}),
        client("acme-spa", publicClient=True, redirectUris=["https://spa.acme.example/callback"],
               directAccessGrantsEnabled=True, implicitFlowEnabled=True),
        client("acme-wild", secret="uP3nA9bS5kD7xG1mQ8cW2vE6yT4rZ0hL", redirectUris=["*"]),
        client("acme-batch", secret="Kx2mB8vN4qW6tR1yP9sD3fG7hJ5lZ0cA", standardFlowEnabled=False,
               serviceAccountsEnabled=True),
        client("acme-masked", secret="**********", redirectUris=["https://masked.acme.example/callback"]),
        client("acme-saml", protocol="saml"),
        client("acme-api", bearerOnly=True),
    ],
    "keycloakVersion": "26.0.0",
    "userManagedAccessAllowed": False,
}

print(json.dumps(REALM, indent=2))
