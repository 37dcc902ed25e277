package com.penguinmails.user.notification;

import com.penguinmails.kernel.Refusal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** Sends through the transactional API of Loops (loops.so/docs/api-reference/send-transactional-email). */
final class LoopsMail implements TransactionalMail {

    private final MailProperties.Loops loops;
    private final RestClient http;

    LoopsMail(MailProperties.Loops loops) {
        this.loops = loops;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(Duration.ofSeconds(10));
        this.http = RestClient.builder()
                .baseUrl(loops.url().toString())
                .requestFactory(requests)
                .defaultHeaders(headers -> headers.setBearerAuth(loops.apiKey()))
                .build();
    }

    /** Whether Loops has a template for this mail. */
    boolean knows(PlatformMail mail) {
        return !loops.templates().getOrDefault(mail.template(), "").isBlank();
    }

    /** @throws Refusal with {@code mail-unavailable} when Loops did not take the mail, for whatever reason */
    @Override
    public void send(PlatformMail mail) {
        try {
            http.post()
                    .uri("/v1/transactional")
                    .header("Idempotency-Key", mail.id().toString())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of(
                            "transactionalId",
                            loops.templates().getOrDefault(mail.template(), ""),
                            "email",
                            mail.to().value(),
                            "addToAudience",
                            false,
                            "dataVariables",
                            mail.variables()))
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientResponseException answer) {
            // A repeated Idempotency-Key is answered 409: Loops has sent this mail before.
            if (answer.getStatusCode().value() != HttpStatus.CONFLICT.value()) {
                throw SmtpMail.unavailable(answer);
            }
        } catch (RestClientException unreachable) {
            throw SmtpMail.unavailable(unreachable);
        }
    }

    /** @throws RestClientException when Loops cannot be reached or does not accept the key */
    void check() {
        http.get().uri("/v1/api-key").retrieve().toBodilessEntity();
    }
}
