package com.penguinmails.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.DkimKey;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.FakePlatform;
import com.penguinmails.worker.WorkerTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Many mails of several tenants through several mailboxes, all signed. {@code -Dmails=} sets how many. */
@WorkerTest
class ManyMailsIT {

    private static final Logger log = LoggerFactory.getLogger(ManyMailsIT.class);
    private static final int MAILS = Integer.getInteger("mails", 500);
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <([^@]+)@");

    private final FakePlatform platform = FakePlatform.shared();
    private final Dispatch dispatch;

    @Autowired
    ManyMailsIT(QueueConnections connections) {
        this.dispatch = new Dispatch(connections, Sending.SEND.queue());
    }

    @Test
    void everyMailArrivesOnce() {
        var arrived = new ConcurrentLinkedQueue<String>();
        SMTPServer sink = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .requireAuth(false)
                .authenticationHandlerFactory(new org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory(
                        (username, password, context) -> {}))
                .simpleMessageListener(new Sink(arrived))
                .build();
        sink.start();
        try {
            var key = new DkimKey("sender.example", "pm1", FakePlatform.rsaKey());
            List<UUID> mailboxes = IntStream.range(0, 10)
                    .mapToObj(n -> platform.mailbox(sink.getPortAllocated(), key, 5))
                    .toList();
            List<TenantId> tenants = IntStream.range(0, 5)
                    .mapToObj(n -> new TenantId(UUID.randomUUID()))
                    .toList();
            var messages = new ArrayList<UUID>();
            var entries = new ArrayList<Entry>();
            for (int n = 0; n < MAILS; n++) {
                UUID message = platform.ready(mailboxes.get(n % mailboxes.size()));
                messages.add(message);
                entries.add(Dispatch.entry(
                        tenants.get(n % tenants.size()),
                        UUID.randomUUID(),
                        "email.send",
                        "worker",
                        "{\"messageId\":\"" + message + "\"}"));
            }
            long started = System.nanoTime();
            List<Lease> leases = dispatch.push(entries);
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> dispatch.collect() == MAILS);
            double seconds = (System.nanoTime() - started) / 1e9;
            log.info("{} mails in {} s: {} a second", MAILS, seconds, Math.round(MAILS / seconds));

            assertThat(leases).allMatch(lease -> dispatch.await(lease).outcome() == Outcome.DONE);
            assertThat(arrived)
                    .hasSize(MAILS)
                    .containsExactlyInAnyOrderElementsOf(
                            messages.stream().map(UUID::toString).toList());
            assertThat(messages)
                    .allMatch(message -> platform.outcomesOf(message).size() == 1);
        } finally {
            sink.stop();
        }
    }

    private record Sink(ConcurrentLinkedQueue<String> arrived) implements SimpleMessageListener {

        @Override
        public boolean accept(String from, String recipient) {
            return true;
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) throws IOException {
            Matcher id = MESSAGE_ID.matcher(new String(data.readAllBytes(), StandardCharsets.US_ASCII));
            arrived.add(id.find() ? id.group(1) : "none");
        }
    }
}
