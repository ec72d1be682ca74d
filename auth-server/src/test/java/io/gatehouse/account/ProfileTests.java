package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProfileTests {

    @Test
    void profileWhenStandardClaimsThenKept() {
        Map<String, Object> claims = Map.of(
                "name",
                "Ann Lee",
                "phone_number_verified",
                true,
                "address",
                Map.of("country", "NO", "locality", "Oslo"));
        assertThat(new Profile(claims).claims()).isEqualTo(claims);
    }

    @Test
    void profileWhenClaimIsUnknownOrOursThenRefused() {
        for (String claim : new String[] {"sub", "email", "email_verified", "updated_at", "roles", "admin"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Profile(Map.of(claim, "x")))
                    .withMessageContaining(claim);
        }
    }

    @Test
    void profileWhenTypeIsWrongThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile(Map.of("name", 7)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile(Map.of("phone_number_verified", "true")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile(Map.of("address", "Oslo")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile(Map.of("address", Map.of("planet", "Mars"))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile(Map.of("name", "x".repeat(2049))));
    }

    @Test
    void profileWhenSourceChangesThenUnchanged() {
        Map<String, Object> claims = new HashMap<>(Map.of("name", "Ann"));
        Profile profile = new Profile(claims);
        claims.put("name", "Eve");
        assertThat(profile).isEqualTo(Profile.named("Ann"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> profile.claims().put("name", "Eve"));
    }
}
