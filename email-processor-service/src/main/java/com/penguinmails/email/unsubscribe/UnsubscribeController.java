package com.penguinmails.email.unsubscribe;

import com.penguinmails.email.links.MessageLinks;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.PublicEndpoint;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Unsubscribe links. GET only asks, since scanners follow every link; POST does it, whatever its body says (RFC 8058 §3.2 sends
 * {@code List-Unsubscribe=One-Click}, our page an empty form), without cookies and without redirects. Links never expire.
 */
@RestController
@RequestMapping("/u/{token}")
@PublicEndpoint
class UnsubscribeController {

    private final MessageLinks links;
    private final Unsubscribe unsubscribe;

    UnsubscribeController(MessageLinks links, Unsubscribe unsubscribe) {
        this.links = links;
        this.unsubscribe = unsubscribe;
    }

    @GetMapping
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_HTML_VALUE))
    ResponseEntity<String> ask(@PathVariable String token) {
        return links.readUnsubscribe(token)
                .flatMap(unsubscribe::recipient)
                .map(address -> page(UnsubscribePage.question(new EmailAddress(address).masked())))
                .orElseThrow(() -> Refusal.notFound("page"));
    }

    @PostMapping
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_HTML_VALUE))
    ResponseEntity<String> unsubscribe(@PathVariable String token) {
        return links.readUnsubscribe(token)
                .filter(unsubscribe::unsubscribe)
                .map(done -> page(UnsubscribePage.done()))
                .orElseThrow(() -> Refusal.notFound("page"));
    }

    private static ResponseEntity<String> page(String html) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", UnsubscribePage.POLICY)
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noStore())
                .body(html);
    }
}
