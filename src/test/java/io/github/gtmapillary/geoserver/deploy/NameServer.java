package io.github.gtmapillary.geoserver.deploy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server (RFC 1035, over UDP) that finds every name on this machine, or answers nothing at all. */
final class NameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int LARGEST = 512;
    private static final short ANSWER_WITHOUT_ERROR = (short) 0x8180;
    private static final short POINTER_TO_QUESTION = (short) 0xC00C;
    private static final short ADDRESS = 1;
    private static final short INTERNET = 1;
    private static final int VALID_SECONDS = 60;

    private final DatagramSocket socket;
    private final List<Integer> askedTypes = new CopyOnWriteArrayList<>();

    private NameServer() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static NameServer answering() throws SocketException {
        NameServer server = new NameServer();
        Thread thread = new Thread(server::answer, "name server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    static NameServer silent() throws SocketException {
        return new NameServer();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The types of record that were asked for, each as its number: 1 for IPv4, 28 for IPv6. */
    List<Integer> askedTypes() {
        return askedTypes;
    }

    private void answer() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(packet);
                byte[] answer = answerTo(Arrays.copyOf(packet.getData(), packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private byte[] answerTo(byte[] query) {
        int end = HEADER;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        ByteBuffer question = ByteBuffer.wrap(query, HEADER, end + 1 + 2 * Short.BYTES - HEADER);
        askedTypes.add((int) ByteBuffer.wrap(query).getShort(end + 1));
        byte[] address = InetAddress.getLoopbackAddress().getAddress();
        ByteBuffer answer = ByteBuffer.allocate(LARGEST)
                .putShort(ByteBuffer.wrap(query).getShort())
                .putShort(ANSWER_WITHOUT_ERROR)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(0)
                .put(question)
                .putShort(POINTER_TO_QUESTION)
                .putShort(ADDRESS)
                .putShort(INTERNET)
                .putInt(VALID_SECONDS)
                .putShort((short) address.length)
                .put(address);
        return Arrays.copyOf(answer.array(), answer.position());
    }

    @Override
    public void close() {
        socket.close();
    }
}
