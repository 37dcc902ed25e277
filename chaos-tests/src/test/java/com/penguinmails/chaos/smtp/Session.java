package com.penguinmails.chaos.smtp;

import com.penguinmails.chaos.smtp.MailServer.Accepted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** One client's conversation, RFC 5321. */
final class Session {

    private static final String MESSAGE_ID = "message-id:";

    private final MailServer server;
    private final Socket socket;
    private String client = "?";

    Session(MailServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    void run() {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            say("220 chaos ESMTP");
            boolean open = true;
            while (open) {
                String line = in.readLine();
                open = line != null && answer(line, in);
            }
        } catch (IOException gone) {
            // The client died or hung up; what was taken stays taken.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answer(String line, BufferedReader in) throws IOException, InterruptedException {
        String[] words = line.split(" ", 2);
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> {
                client = words[1];
                say("250-chaos\r\n250-AUTH LOGIN PLAIN\r\n250 8BITMIME");
            }
            case "AUTH" -> say("235 2.7.0 welcome");
            case "MAIL" -> say("250 2.1.0 ok");
            case "RCPT" -> {
                server.standAt(Hold.BEFORE_DATA, client);
                say(server.refusal(recipient(words[1])).orElse("250 2.1.5 ok"));
            }
            case "DATA" -> {
                server.standAt(Hold.BEFORE_CONTENT, client);
                say("354 go ahead");
                return content(in);
            }
            case "RSET" -> say("250 2.0.0 ok");
            case "QUIT" -> {
                say("221 2.0.0 bye");
                return false;
            }
            default -> say("502 5.5.2 unknown");
        }
        return true;
    }

    /** A mail without its final dot was never given to us. */
    private boolean content(BufferedReader in) throws IOException, InterruptedException {
        Optional<String> messageId = Optional.empty();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                server.took(new Accepted(messageId.orElse("none"), client, System.nanoTime()));
                server.standAt(Hold.AFTER_DOT, client);
                say("250 2.0.0 queued");
                return true;
            }
            if (messageId.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith(MESSAGE_ID)) {
                messageId = Optional.of(line.substring(MESSAGE_ID.length()).strip());
            }
        }
        return false;
    }

    private static String recipient(String argument) {
        return argument.substring(argument.indexOf('<') + 1, argument.indexOf('>'));
    }

    private void say(String reply) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
