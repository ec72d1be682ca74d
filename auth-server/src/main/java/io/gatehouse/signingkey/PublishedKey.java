package io.gatehouse.signingkey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;

/** A public key with its verifier kept ready. */
record PublishedKey(JWK jwk, JWSAlgorithm algorithm, JWSVerifier verifier) {}
