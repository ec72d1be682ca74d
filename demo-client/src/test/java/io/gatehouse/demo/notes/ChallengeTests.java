package io.gatehouse.demo.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading WWW-Authenticate headers. */
final class ChallengeTests {

    @Test
    void challengeWhenQuotedAndPlainThenBothRead() {
        Challenge challenge =
                Challenge.of(List.of("DPoP algs=\"ES256\", Bearer error=\"insufficient_user_authentication\","
                        + "error_description=\"say \\\"hi\\\", please\", acr_values=\"a b\", max_age=5"));
        assertThat(challenge.error()).isEqualTo("insufficient_user_authentication");
        assertThat(challenge.description()).isEqualTo("say \"hi\", please");
        assertThat(challenge.acrValues()).containsExactly("a", "b");
        assertThat(challenge.maxAge()).isEqualTo(5);
    }

    @Test
    void challengeWhenOtherSchemeOrNonsenseThenEmpty() {
        assertThat(Challenge.of(List.of("Basic realm=\"x\"")).error()).isEmpty();
        assertThat(Challenge.of(List.of("Bearer")).acrValues()).isEmpty();
        assertThat(Challenge.of(List.of("Bearer max_age=\"-3\"")).maxAge()).isNull();
    }
}
