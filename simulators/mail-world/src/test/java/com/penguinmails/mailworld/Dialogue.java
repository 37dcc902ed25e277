package com.penguinmails.mailworld;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** SMTP by hand: every answer is returned as it came, lines joined by a newline. */
final class Dialogue implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    Dialogue(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
    }

    /** Greeted, introduced and logged in. */
    static Dialogue loggedIn(MailWorld world, String login, String password) throws IOException {
        Dialogue dialogue = new Dialogue(world.smtpPort());
        dialogue.answer();
        dialogue.say("EHLO test.example");
        String answer = dialogue.login(login, password);
        if (!answer.startsWith("235")) {
            throw new IOException("login refused: " + answer);
        }
        return dialogue;
    }

    String login(String login, String password) throws IOException {
        String plain = "\0" + login + "\0" + password;
        return say("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    }

    String say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return answer();
    }

    String answer() throws IOException {
        StringBuilder answer = new StringBuilder();
        while (true) {
            String line = in.readLine();
            if (line == null) {
                return answer.isEmpty() ? "closed" : answer.toString();
            }
            answer.append(answer.isEmpty() ? "" : "\n").append(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return answer.toString();
            }
        }
    }

    /** One mail to one recipient: the answer that ended it. After a refused RCPT the transaction is reset. */
    String send(String from, String to, String message) throws IOException {
        String mail = say("MAIL FROM:<" + from + ">");
        if (!mail.startsWith("250")) {
            return mail;
        }
        String rcpt = say("RCPT TO:<" + to + ">");
        if (!rcpt.startsWith("250")) {
            if (!rcpt.startsWith("421")) {
                say("RSET");
            }
            return rcpt;
        }
        return data(message);
    }

    String data(String message) throws IOException {
        String go = say("DATA");
        return go.startsWith("354") ? say(message + "\r\n.") : go;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
