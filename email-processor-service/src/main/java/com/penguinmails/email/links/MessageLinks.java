package com.penguinmails.email.links;

import com.penguinmails.crypto.SignedTokens;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.PublicAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes and reads the public addresses of a message.
 *
 * <p>A token carries the tenant's id, the message's id and the number of a link, 34 bytes, hidden: a recipient who gets mail from
 * two domains of one tenant cannot tell from the links that they belong together, and no look-up is needed to find the tenant.
 * Tokens never expire; a retired signing key keeps reading the links it made.
 */
@Component
public class MessageLinks {

    private static final String OPEN = "open";
    private static final String CLICK = "click";
    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final int PAYLOAD_BYTES = 34;

    private final SignedTokens tokens;
    private final PublicAddress address;

    public MessageLinks(SignedTokens tokens, PublicAddress address) {
        this.tokens = tokens;
        this.address = address;
    }

    /** @param link number of the link from 1; 0 for the pixel and for unsubscribe */
    public record Token(TenantId tenant, UUID message, int link) {}

    /** Where the platform's own links begin, without a slash at the end. */
    public String publicUrl() {
        return address.publicUrl();
    }

    public String open(TenantId tenant, UUID message) {
        return address.at("/t/o/") + sign(OPEN, new Token(tenant, message, 0));
    }

    /** @param link 1 to 65535 */
    public String click(TenantId tenant, UUID message, int link) {
        return address.at("/t/c/") + sign(CLICK, new Token(tenant, message, link));
    }

    public String unsubscribe(TenantId tenant, UUID message) {
        return address.at("/u/") + sign(UNSUBSCRIBE, new Token(tenant, message, 0));
    }

    public Optional<Token> readOpen(String token) {
        return read(OPEN, token);
    }

    public Optional<Token> readClick(String token) {
        return read(CLICK, token);
    }

    public Optional<Token> readUnsubscribe(String token) {
        return read(UNSUBSCRIBE, token);
    }

    private String sign(String purpose, Token token) {
        UUID tenant = token.tenant().value();
        return tokens.signHidden(
                purpose,
                ByteBuffer.allocate(PAYLOAD_BYTES)
                        .putLong(tenant.getMostSignificantBits())
                        .putLong(tenant.getLeastSignificantBits())
                        .putLong(token.message().getMostSignificantBits())
                        .putLong(token.message().getLeastSignificantBits())
                        .putShort((short) token.link())
                        .array());
    }

    private Optional<Token> read(String purpose, String token) {
        return tokens.verifyHidden(purpose, token)
                .filter(payload -> payload.length == PAYLOAD_BYTES)
                .map(ByteBuffer::wrap)
                .map(payload -> new Token(
                        new TenantId(new UUID(payload.getLong(), payload.getLong())),
                        new UUID(payload.getLong(), payload.getLong()),
                        Short.toUnsignedInt(payload.getShort())));
    }
}
