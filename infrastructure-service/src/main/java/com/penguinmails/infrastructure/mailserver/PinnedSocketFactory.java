package com.penguinmails.infrastructure.mailserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Connects to the one address that was checked, whatever the name resolves to by then. Otherwise a name could show a public
 * address to the check and a private one to the connection. TLS is put on top and still verifies the name.
 */
final class PinnedSocketFactory extends SocketFactory {

    private final InetAddress address;

    PinnedSocketFactory(InetAddress address) {
        this.address = address;
    }

    @Override
    public Socket createSocket() {
        return new PinnedSocket(address);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unexpected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw unexpected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unexpected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw unexpected();
    }

    /** The mail library uses unconnected sockets; another way in would not be pinned. */
    private static IOException unexpected() {
        return new IOException("only unconnected sockets are made here");
    }

    private static final class PinnedSocket extends Socket {

        private final InetAddress pinned;

        PinnedSocket(InetAddress pinned) {
            this.pinned = pinned;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress asked)) {
                throw new IOException("not an Internet address");
            }
            super.connect(new InetSocketAddress(pinned, asked.getPort()), timeout);
        }
    }
}
