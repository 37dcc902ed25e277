package com.penguinmails.worker.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Lines out, replies in. */
final class SmtpWire {

    private static final int MAX_LINE = 4_096;
    private static final int MAX_LINES = 200;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    SmtpWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 4_096);
        this.out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
    }

    /** Sends one command line, which must not hold a line break. */
    void command(String line) throws IOException {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c > '~') {
                throw new ProtocolException("a command with a character outside printable ASCII");
            }
        }
        out.write(line.getBytes(StandardCharsets.US_ASCII));
        out.write('\r');
        out.write('\n');
        out.flush();
    }

    /** Sends a message in canonical CRLF form with leading dots doubled, RFC 5321 §4.5.2; the final dot is not part of it. */
    void content(byte[] message) throws IOException {
        int from = 0;
        for (int i = 0; i < message.length; i++) {
            if (message[i] == '.' && (i == 0 || message[i - 1] == '\n')) {
                out.write(message, from, i - from);
                out.write('.');
                from = i;
            }
        }
        out.write(message, from, message.length - from);
        boolean ended = message.length >= 2 && message[message.length - 1] == '\n';
        if (!ended) {
            out.write('\r');
            out.write('\n');
        }
        out.flush();
    }

    Reply reply(Duration timeout) throws IOException {
        return reply(timeout, " ");
    }

    /** The answer to EHLO, its lines parted by bars. */
    Reply extensions(Duration timeout) throws IOException {
        return reply(timeout, "|");
    }

    private Reply reply(Duration timeout, String separator) throws IOException {
        socket.setSoTimeout((int) timeout.toMillis());
        var text = new StringBuilder();
        for (int lines = 0; lines < MAX_LINES; lines++) {
            String line = line();
            if (line.length() < 3 || !line.chars().limit(3).allMatch(c -> c >= '0' && c <= '9')) {
                throw new ProtocolException("not an SMTP reply");
            }
            if (line.length() > 4) {
                text.append(text.isEmpty() ? "" : separator).append(line, 4, line.length());
            }
            if (line.length() == 3 || line.charAt(3) != '-') {
                return new Reply(Integer.parseInt(line.substring(0, 3)), text.toString());
            }
        }
        throw new ProtocolException("an endless SMTP reply");
    }

    /** Whether the server has sent more than it was asked for. */
    boolean hasUnreadInput() throws IOException {
        return in.available() > 0;
    }

    Socket socket() {
        return socket;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to close.
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() > MAX_LINE) {
                throw new ProtocolException("an SMTP line that is too long");
            }
        }
    }
}
