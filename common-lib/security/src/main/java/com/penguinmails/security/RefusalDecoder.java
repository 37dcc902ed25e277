package com.penguinmails.security;

import com.penguinmails.kernel.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResponseErrorHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns a problem document (RFC 9457) of another service back into the refusal it was made from. */
final class RefusalDecoder implements ResponseErrorHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public boolean hasError(ClientHttpResponse response) throws IOException {
        return response.getStatusCode().isError();
    }

    @Override
    public void handleError(java.net.URI url, org.springframework.http.HttpMethod method, ClientHttpResponse response)
            throws IOException {
        int status = response.getStatusCode().value();
        JsonNode problem = read(response);
        String code = problem.path("code").asString("");
        Optional<Refusal.Kind> kind = Stream.of(Refusal.Kind.values())
                .filter(k -> k.status() == status)
                .findFirst();
        // The caller of this service is not to blame when two services do not understand each other.
        boolean aboutThisService = kind.equals(Optional.of(Refusal.Kind.UNAUTHENTICATED))
                || kind.equals(Optional.of(Refusal.Kind.FORBIDDEN));
        if (kind.isEmpty() || code.isEmpty() || aboutThisService) {
            boolean notAboutTheRequest = aboutThisService
                    || kind.equals(Optional.of(Refusal.Kind.UNAVAILABLE))
                    || kind.equals(Optional.of(Refusal.Kind.TOO_MANY));
            throw Refusal.unavailable(
                            notAboutTheRequest ? ServiceClients.AWAY : ServiceClients.FAILED,
                            "A part of the platform cannot answer at the moment; try again shortly.")
                    .because(method + " " + url.getPath() + " answered " + status + " " + code);
        }
        throw new Refusal(kind.get(), code, problem.path("detail").asString(""), items(problem));
    }

    private static JsonNode read(ClientHttpResponse response) throws IOException {
        try {
            return JSON.readTree(response.getBody().readAllBytes());
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static List<Refusal.Item> items(JsonNode problem) {
        var items = new ArrayList<Refusal.Item>();
        for (String list : List.of("errors", "missing")) {
            for (JsonNode item : problem.path(list)) {
                String field = item.path("field").asString(item.path("code").asString(""));
                items.add(new Refusal.Item(field, item.path("message").asString("")));
            }
        }
        return items;
    }
}
