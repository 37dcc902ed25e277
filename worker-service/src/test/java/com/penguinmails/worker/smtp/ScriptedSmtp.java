package com.penguinmails.worker.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says what it is told to say, or hangs up. Without a script it accepts everything. */
public final class ScriptedSmtp implements AutoCloseable {

    /** Instead of a reply: close the connection. */
    public static final String HANG_UP = "hang up";

    private static final Map<String, String> GOOD = Map.of(
            "CONNECT", "220 scripted ESMTP",
            "EHLO", "250-scripted\r\n250-AUTH LOGIN PLAIN\r\n250 8BITMIME",
            "AUTH", "235 2.7.0 welcome",
            "MAIL", "250 2.1.0 ok",
            "RCPT", "250 2.1.5 ok",
            "DATA", "354 go ahead",
            ".", "250 2.0.0 queued",
            "RSET", "250 ok",
            "QUIT", "221 bye");

    private final ServerSocket server;
    private final Map<String, String> script = new ConcurrentHashMap<>(GOOD);
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedSmtp() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** @param verb a command, {@code CONNECT} for the greeting, {@code .} for the end of a message, {@code CONTENT} for its first line */
    public ScriptedSmtp on(String verb, String answer) {
        script.put(verb, answer);
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** What lay between DATA and the final dot, lines joined by CRLF, dots not undone. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    public int connections() {
        return connections.get();
    }

    public void hangUpOnEverybody() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUpOnEverybody();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                var out = socket.getOutputStream()) {
            boolean open = answer(out, "CONNECT");
            while (open) {
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                commands.add(line);
                String verb = line.split(" ", 2)[0];
                open = answer(out, verb);
                if (open && verb.equals("DATA") && answerOf("DATA").startsWith("354")) {
                    open = content(in, out);
                }
            }
        } catch (IOException gone) {
            // The client hung up.
        }
    }

    private boolean content(BufferedReader in, OutputStream out) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (HANG_UP.equals(script.get("CONTENT"))) {
                return false;
            }
            if (line.equals(".")) {
                commands.add(".");
                messages.add(String.join("\r\n", lines));
                return answer(out, ".");
            }
            lines.add(line);
        }
        return false;
    }

    private boolean answer(OutputStream out, String verb) throws IOException {
        String answer = answerOf(verb);
        if (answer.equals(HANG_UP)) {
            return false;
        }
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return !verb.equals("QUIT") && !answer.startsWith("421");
    }

    private String answerOf(String verb) {
        return script.getOrDefault(verb, "502 5.5.2 unknown");
    }
}
