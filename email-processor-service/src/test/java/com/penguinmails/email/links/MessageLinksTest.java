package com.penguinmails.email.links;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.crypto.SignedTokens;
import com.penguinmails.email.links.MessageLinks.Token;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.PublicAddress;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageLinksTest {

    private final MessageLinks links =
            new MessageLinks(SignedTokens.of(List.of(new byte[32])), new PublicAddress("https://go.example//"));
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID message = UUID.randomUUID();

    @Test
    void aLinkReadsBackAsWhatItWasMadeFor() {
        assertThat(links.readOpen(token(links.open(tenant, message), "/t/o/"))).contains(new Token(tenant, message, 0));
        assertThat(links.readUnsubscribe(token(links.unsubscribe(tenant, message), "/u/")))
                .contains(new Token(tenant, message, 0));
        for (int link : new int[] {1, 255, 40_000, 65_535}) {
            assertThat(links.readClick(token(links.click(tenant, message, link), "/t/c/")))
                    .contains(new Token(tenant, message, link));
        }
    }

    @Test
    void aLinkIsWorthNothingElsewhere() {
        String open = token(links.open(tenant, message), "/t/o/");

        assertThat(links.readClick(open)).isEmpty();
        assertThat(links.readUnsubscribe(open)).isEmpty();
        assertThat(links.readUnsubscribe(token(links.click(tenant, message, 1), "/t/c/")))
                .isEmpty();
    }

    @Test
    void twoLinksOfOneTenantHaveNothingInCommon() {
        String one = token(links.open(tenant, message), "/t/o/");
        String other = token(links.open(tenant, UUID.randomUUID()), "/t/o/");

        // The first byte names the key, so one character and a bit of the next are alike.
        assertThat(other.substring(2, 20)).isNotEqualTo(one.substring(2, 20));
    }

    private static String token(String url, String path) {
        assertThat(url).startsWith("https://go.example" + path);
        return url.substring(("https://go.example" + path).length());
    }
}
