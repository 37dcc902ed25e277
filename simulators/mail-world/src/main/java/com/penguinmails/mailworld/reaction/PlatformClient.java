package com.penguinmails.mailworld.reaction;

import com.penguinmails.mailworld.reaction.Attempt.Done;
import com.penguinmails.mailworld.reaction.Attempt.GivenUp;
import com.penguinmails.mailworld.reaction.Attempt.TryAgain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Fetches links as a mail program or a browser would, but never leaves the platform. */
final class PlatformClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_HOPS = 5;
    private static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0";

    private final HttpClient http;
    private final Supplier<PlatformLinks> platform;

    PlatformClient(Executor executor, Supplier<PlatformLinks> platform) {
        this.platform = platform;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .build();
    }

    /** Loads every image. */
    Attempt open(List<String> images) throws InterruptedException {
        for (String image : images) {
            Attempt attempt = follow(URI.create(image));
            if (!(attempt instanceof Done)) {
                return attempt;
            }
        }
        return new Done(null);
    }

    /** Follows a link to where it leaves the platform; that place is the detail, and is not fetched. */
    Attempt follow(URI link) throws InterruptedException {
        URI at = link;
        for (int hop = 0; hop <= MAX_HOPS; hop++) {
            if (!platform.get().covers(at)) {
                return new Done(at.toString());
            }
            HttpResponse<Void> response;
            try {
                response = send(request(at).GET().build());
            } catch (IOException e) {
                return new TryAgain(describe(at, e));
            }
            int status = response.statusCode();
            if (status / 100 == 2) {
                return new Done(at.toString());
            }
            Optional<String> location = response.headers().firstValue("Location");
            if (status / 100 != 3 || location.isEmpty()) {
                return refused(status, at);
            }
            try {
                at = at.resolve(location.get());
            } catch (IllegalArgumentException e) {
                return new GivenUp("bad Location from " + at + ": " + location.get());
            }
        }
        return new GivenUp("more than " + MAX_HOPS + " redirects from " + link);
    }

    /** One-click unsubscribe: a POST without cookies, redirects or further questions (RFC 8058 §3.2). */
    Attempt unsubscribe(URI link) throws InterruptedException {
        HttpRequest post = request(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
        try {
            int status = send(post).statusCode();
            return status / 100 == 2 ? new Done(null) : refused(status, link);
        } catch (IOException e) {
            return new TryAgain(describe(link, e));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpResponse<Void> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("User-Agent", USER_AGENT);
    }

    /** A server that is not well or asks to wait is asked again; any other answer is final. */
    private static Attempt refused(int status, URI at) {
        String reason = "HTTP " + status + " from " + at;
        return status >= 500 || status == 429 || status == 408 ? new TryAgain(reason) : new GivenUp(reason);
    }

    private static String describe(URI at, IOException e) {
        return e.getClass().getSimpleName() + " from " + at + ": " + e.getMessage();
    }
}
