package com.penguinmails.email.tracking;

import com.penguinmails.email.links.MessageLinks;
import com.penguinmails.email.links.MessageLinks.Token;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.PublicEndpoint;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What mail programs fetch. HEAD answers like GET and counts nothing: it is how scanners look. */
@RestController
@PublicEndpoint
class TrackingController {

    /** A transparent GIF of one pixel, 43 bytes. */
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final MessageLinks links;
    private final Tracking tracking;

    TrackingController(MessageLinks links, Tracking tracking) {
        this.links = links;
        this.tracking = tracking;
    }

    @GetMapping("/t/o/{token}")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.IMAGE_GIF_VALUE))
    ResponseEntity<byte[]> open(@PathVariable String token, HttpMethod method) {
        Token valid = links.readOpen(token).orElseThrow(() -> Refusal.notFound("page"));
        if (method != HttpMethod.HEAD) {
            tracking.opened(valid);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_GIF)
                .cacheControl(CacheControl.noStore())
                .body(PIXEL);
    }

    @GetMapping("/t/c/{token}")
    @ApiResponse(responseCode = "302", description = "to the page that the mail links to", content = @Content)
    ResponseEntity<Void> click(@PathVariable String token, HttpMethod method) {
        String target = links.readClick(token)
                .flatMap(valid -> tracking.clicked(valid, method != HttpMethod.HEAD))
                .orElseThrow(() -> Refusal.notFound("page"));
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, target)
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
