package io.gatehouse.demo.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** How one app is registered at the issuer: its id and its secret, given directly or in a file. */
public record ClientProperties(String clientId, String clientSecret, String clientSecretFile) {

    ClientProperties checked(String prefix) {
        if (clientId.isBlank()) {
            throw new InvalidSettingException(
                    prefix + "_CLIENT_ID is empty; set it to the client id registered at the issuer.");
        }
        String name = prefix + "_CLIENT_SECRET";
        if (clientSecret.isBlank() && clientSecretFile.isBlank()) {
            throw new InvalidSettingException(name + " is not set; set it, or " + name
                    + "_FILE, to the secret of the client \"" + clientId + "\" registered at the issuer.");
        }
        if (!clientSecret.isBlank() && !clientSecretFile.isBlank()) {
            throw new InvalidSettingException(
                    name + " and " + name + "_FILE are both set; remove one of them so that it is clear which counts.");
        }
        String secret = clientSecret.isBlank() ? read(name + "_FILE") : clientSecret.strip();
        return new ClientProperties(clientId.strip(), secret, "");
    }

    private String read(String name) {
        try {
            String secret = Files.readString(Path.of(clientSecretFile.strip())).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
        } catch (IOException | InvalidPathException e) {
            // The sentence below says it.
        }
        throw new InvalidSettingException(name + " names \"" + clientSecretFile
                + "\", which is missing, unreadable or empty; write the client secret into that file.");
    }

    @Override
    public String toString() {
        return "ClientProperties[clientId=" + clientId + ", clientSecret=***]";
    }
}
