package dev.sluice.s3server.tls;

import dev.sluice.s3server.http.ChannelLayer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// TLS over each connection.
public final class TlsLayer implements ChannelLayer {

  private final SSLSocketFactory sockets;

  /// @param context has the server's certificate
  public TlsLayer(SSLContext context) {
    this.sockets = context.getSocketFactory();
  }

  @Override
  public ByteChannel over(SocketChannel channel) throws IOException {
    SSLSocket socket = (SSLSocket) sockets.createSocket(channel.socket(), null, true);
    socket.setUseClientMode(false);
    return new TlsChannel(socket, socket.getInputStream(), socket.getOutputStream());
  }

  /// A TLS socket as a channel. Buffers must lie in arrays, as those of the HTTP layer do.
  private record TlsChannel(SSLSocket socket, InputStream in, OutputStream out)
      implements ByteChannel {

    @Override
    public int read(ByteBuffer target) throws IOException {
      int count =
          in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
      if (count > 0) {
        target.position(target.position() + count);
      }
      return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      int count = source.remaining();
      out.write(source.array(), source.arrayOffset() + source.position(), count);
      source.position(source.limit());
      return count;
    }

    @Override
    public boolean isOpen() {
      return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
