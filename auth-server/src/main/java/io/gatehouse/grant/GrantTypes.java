package io.gatehouse.grant;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;

/** The grant types that the token endpoint serves, each as a provider for the library's endpoint filter. */
public record GrantTypes(List<AuthenticationProvider> providers) {}
