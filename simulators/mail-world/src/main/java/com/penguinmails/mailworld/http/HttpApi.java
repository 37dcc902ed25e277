package com.penguinmails.mailworld.http;

import com.penguinmails.mailworld.behaviour.KnobsChange;
import com.penguinmails.mailworld.behaviour.Switchboard;
import com.penguinmails.mailworld.dkim.TxtZone;
import com.penguinmails.mailworld.ledger.Ledger;
import com.penguinmails.mailworld.ledger.LedgerFilter;
import com.penguinmails.mailworld.ledger.LedgerRow;
import com.penguinmails.mailworld.mailbox.Mailboxes;
import com.penguinmails.mailworld.message.RecentMail;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API; its paths are listed in the module's README. Unauthenticated: it is bound to loopback by default. */
public final class HttpApi implements AutoCloseable {
    private static final int MAX_PAGE = 10_000;

    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final TxtZone zone;
    private final Switchboard switchboard;
    private final RecentMail recentMail;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public HttpApi(
            Ledger ledger,
            Mailboxes mailboxes,
            TxtZone zone,
            Switchboard switchboard,
            RecentMail recentMail,
            JsonMapper json,
            String bindAddress,
            int port) {
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.zone = zone;
        this.switchboard = switchboard;
        this.recentMail = recentMail;
        try {
            this.server = HttpServer.create(new InetSocketAddress(bindAddress, port), 256);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the HTTP port " + port, e);
        }
        Router router = new Router(json);
        routes(router);
        server.createContext("/", router);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void routes(Router router) {
        router.on("GET", "/health", request -> Map.of("status", "UP"));
        router.on("GET", "/ledger/summary", request -> ledger.summary(filter(request)));
        router.on("GET", "/ledger/messages", this::messages);
        router.on("DELETE", "/ledger", request -> {
            ledger.clear();
            recentMail.clear();
            return Map.of();
        });
        router.on(
                "GET",
                "/mail/latest",
                request -> recentMail
                        .latest(request.required("to"))
                        .orElseThrow(() -> new ApiProblem(404, "no mail to this address is kept")));
        router.on("GET", "/mailboxes", request -> new MailboxList(mailboxes.addresses()));
        router.on("POST", "/mailboxes", request -> {
            MailboxBody body = request.body(MailboxBody.class);
            mailboxes.register(given("address", body.address()), given("password", body.password()));
            return new MailboxList(mailboxes.addresses());
        });
        router.on("GET", "/dns/txt", request -> {
            String name = request.required("name");
            return zone.get(name)
                    .map(value -> new TxtBody(name, value))
                    .orElseThrow(() -> new ApiProblem(404, "no such record"));
        });
        router.on("PUT", "/dns/txt", request -> {
            TxtBody body = request.body(TxtBody.class);
            String name = given("name", body.name());
            zone.put(name, given("value", body.value()));
            return body;
        });
        router.on("DELETE", "/dns/txt", request -> {
            zone.put(request.required("name"), null);
            return Map.of();
        });
        router.on("GET", "/behaviour", request -> switchboard.knobs());
        router.on("PUT", "/behaviour", request -> switchboard.change(request.body(KnobsChange.class)));
    }

    private MessagePage messages(Request request) {
        int limit = (int) request.number("limit", 100);
        if (limit < 1 || limit > MAX_PAGE) {
            throw new ApiProblem(400, "limit must be between 1 and " + MAX_PAGE);
        }
        long after = request.number("after", 0);
        List<LedgerRow> rows = ledger.rows(filter(request), after, limit);
        return new MessagePage(rows, rows.isEmpty() ? after : rows.getLast().sequence(), rows.size() == limit);
    }

    private static LedgerFilter filter(Request request) {
        return new LedgerFilter(
                Set.copyOf(request.all("senderDomain")),
                Set.copyOf(request.all("recipientDomain")),
                request.optional("to"));
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new ApiProblem(400, field + " is missing");
        }
        return value;
    }

    /**
     * @param next the cursor for the page behind this one
     * @param more false when this page ended the book
     */
    record MessagePage(List<LedgerRow> messages, long next, boolean more) {}

    record MailboxList(List<String> mailboxes) {}

    record MailboxBody(@Nullable String address, @Nullable String password) {}

    record TxtBody(@Nullable String name, @Nullable String value) {}
}
