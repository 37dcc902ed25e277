package com.penguinmails.user;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on a free port that keeps every mail, and can be told to refuse some. */
public final class MailSink {

    public record Mail(String to, String content) {}

    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final SMTPServer server =
            SMTPServer.port(0).messageHandlerFactory(this::handler).build();

    private volatile Predicate<String> refuses = recipient -> false;
    private volatile int refusal = 550;

    public MailSink start() {
        server.start();
        return this;
    }

    public int port() {
        return server.getPortAllocated();
    }

    public List<Mail> to(String recipient) {
        return mails.stream().filter(mail -> mail.to().equals(recipient)).toList();
    }

    public void refuse(Predicate<String> recipients, int code) {
        refusal = code;
        refuses = recipients;
    }

    private MessageHandler handler(MessageContext context) {
        return new MessageHandler() {
            private String recipient = "";

            @Override
            public void from(String from) {}

            @Override
            public void recipient(String to) throws RejectException {
                if (refuses.test(to)) {
                    throw new RejectException(refusal, "not here");
                }
                recipient = to;
            }

            @Override
            public String data(InputStream data) throws IOException {
                mails.add(new Mail(recipient, new String(data.readAllBytes(), StandardCharsets.UTF_8)));
                return "kept";
            }

            @Override
            public void done() {}
        };
    }
}
