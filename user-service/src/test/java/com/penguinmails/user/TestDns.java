package com.penguinmails.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** A DNS server on a free port of this machine, with texts and nothing else. */
final class TestDns {

    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private final DatagramSocket socket;
    private volatile boolean silent;

    TestDns() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().name("test dns").start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    void put(String name, String... values) {
        texts.put(name + ".", List.of(values));
    }

    void silent(boolean is) {
        silent = is;
    }

    private void serve() {
        byte[] buffer = new byte[1_500];
        while (true) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(new Message(java.util.Arrays.copyOf(buffer, packet.getLength())));
                if (!silent) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private byte[] answer(Message question) {
        Name name = question.getQuestion().getName();
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        List<String> values = texts.getOrDefault(name.toString(true) + ".", List.of());
        if (values.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        values.forEach(value -> answer.addRecord(new TXTRecord(name, DClass.IN, 60, value), Section.ANSWER));
        return answer.toWire();
    }
}
