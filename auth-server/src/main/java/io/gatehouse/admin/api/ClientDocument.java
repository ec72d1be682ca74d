package io.gatehouse.admin.api;

import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientRegistration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application in the API; its secrets appear as facts only. */
record ClientDocument(
        @Example("\"notes\"") String clientId,
        @Example("\"/admin/api/v1/clients/notes\"") String path,
        @Example("\"Notes\"") String clientName,
        @Example("[\"client_secret_basic\"]") List<String> authenticationMethods,
        @Example("[\"authorization_code\"]") List<String> grantTypes,
        @Example("[\"https://notes.example.com/callback\"]") List<String> redirectUris,
        @Example("[]") List<String> postLogoutRedirectUris,
        @Example("[\"openid\"]") List<String> scopes,
        @Example("null") @Nullable String jwksUri,
        @Example("true") boolean requirePkce,
        @Example("true") boolean requireConsent,
        @Example("false") boolean mayIntrospect,
        @Example("false") boolean secondFactor,
        @Example("300") long accessTokenSeconds,
        @Example("2592000") long refreshTokenIdleSeconds,
        @Example("7776000") long refreshTokenMaxSeconds,
        @Example("false") boolean disabled,
        @Example("\"2026-01-31T12:00:00Z\"") String createdAt,
        @Example("\"2026-01-31T12:00:00Z\"") String updatedAt,
        List<SecretDocument> secrets) {

    /** That there is a secret. */
    record SecretDocument(
            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"")
            String id,

            @Example("\"2026-01-31T12:00:00Z\"") String createdAt,
            @Example("null") @Nullable String expiresAt) {

        static SecretDocument of(ClientDetails.SecretInfo info) {
            Instant expires = info.expiresAt();
            return new SecretDocument(
                    info.id().toString(), info.createdAt().toString(), expires == null ? null : expires.toString());
        }
    }

    static ClientDocument of(ClientDetails details) {
        ClientRegistration client = details.registration();
        return new ClientDocument(
                client.id(),
                ApiPaths.V1 + "/clients/" + Names.toPath(client.id()),
                client.name(),
                client.rights().authenticationMethods(),
                client.rights().grantTypes(),
                client.uris().redirectUris(),
                client.uris().postLogoutRedirectUris(),
                client.rights().scopes(),
                client.keys().jwksUri(),
                client.rights().requirePkce(),
                client.rights().requireConsent(),
                client.rights().mayIntrospect(),
                client.rights().secondFactor(),
                client.tokens().accessTokenLifetime().toSeconds(),
                client.tokens().refreshTokenIdle().toSeconds(),
                client.tokens().refreshTokenMax().toSeconds(),
                client.disabled(),
                details.createdAt().toString(),
                details.updatedAt().toString(),
                details.secrets().stream().map(SecretDocument::of).toList());
    }
}
