package io.gatehouse.registration;

/**
 * Whether people may register themselves, for pages of others that would lead to the sign-up: templates ask the bean
 * {@code signUpOffer}.
 */
public record SignUpOffer(boolean open) {}
