package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {

  @TempDir private Path folder;

  private HttpClient trusting(Path pem) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
      trusted.setCertificateEntry("ca", authority);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build();
  }

  @Test
  void whoever_trusts_the_authority_reaches_the_server_and_no_one_else() throws Exception {
    byte[] content = new byte[300_000];
    content[299_999] = 7;
    try (S3Server server =
        ServerArguments.start(
            "--measuring",
            "--keep-bytes",
            "1000000",
            "--tls",
            folder.toString(),
            "--bucket",
            "data")) {
      UnsignedClient client =
          new UnsignedClient(server.endpoint(), trusting(folder.resolve("ca.pem")));
      client.put("/data/k", content);

      assertThat(server.endpoint()).hasScheme("https");
      assertThat(client.get("/data/k").body()).isEqualTo(content);
      assertThatThrownBy(() -> new UnsignedClient(server.endpoint()).get("/data/k"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }
}
