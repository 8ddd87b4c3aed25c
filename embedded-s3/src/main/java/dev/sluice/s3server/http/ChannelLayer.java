package dev.sluice.s3server.http;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/// What lies between a connection and the bytes of HTTP, such as TLS.
@FunctionalInterface
public interface ChannelLayer {

  /// Nothing: HTTP goes over the connection as it is.
  ChannelLayer NONE = channel -> channel;

  /// Begins the layer on a new connection, on that connection's thread.
  ///
  /// @return what HTTP is read from and written to; its close ends the layer and the connection
  ByteChannel over(SocketChannel channel) throws IOException;
}
