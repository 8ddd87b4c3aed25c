package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Environment;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/// Certificate authorities of a company's own, on a real TLS connection.
class CaBundleTest {

  private static final String EMPTY_LISTING =
      "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

  @TempDir private Path folder;
  private HttpsServer server;
  private final BlockingIo cpu = BlockingIo.forCpu();

  @BeforeEach
  void serveTls() throws Exception {
    Path keys = folder.resolve("keys.p12");
    keytool(
        "-genkeypair",
        "-keystore",
        keys.toString(),
        "-alias",
        "s3",
        "-keyalg",
        "EC",
        "-dname",
        "CN=own",
        "-ext",
        "san=ip:127.0.0.1",
        "-ext",
        "bc=ca:true");
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        keys.toString(),
        "-alias",
        "s3",
        "-file",
        pem().toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, "changeit".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          byte[] body = EMPTY_LISTING.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    cpu.close();
  }

  private Path pem() {
    return folder.resolve("own.pem");
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", "changeit"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private void checkReadable(Map<String, String> variables) throws Exception {
    S3Service service =
        S3Service.OF_ENVIRONMENT.at(
            URI.create("https://127.0.0.1:" + server.getAddress().getPort()));
    S3Runtime runtime = new S3Runtime(new FakeTime(), new Random(1), RetryPolicy.DEFAULT, cpu);
    try (S3Connection connection =
        S3Connection.open(
            service,
            runtime,
            new S3Environment(variables::get, _ -> null),
            AnonymousCredentialsProvider.create())) {
      new S3Store(connection, new S3Prefix("b", ""), S3WriteOptions.DEFAULT).checkReadable();
    }
  }

  @Test
  void a_server_of_ones_own_authority_is_trusted_with_its_bundle_and_not_without()
      throws Exception {
    checkReadable(Map.of("AWS_CA_BUNDLE", pem().toString()));

    Throwable refused = catchThrowable(() -> checkReadable(Map.of("AWS_CA_BUNDLE", "")));
    assertThat(refused)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("certificate is not trusted")
        .hasMessageContaining("AWS_CA_BUNDLE");
    assertThat(((StoreException) refused).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void a_bundle_that_is_none_is_refused_in_one_line() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path noise = Files.writeString(folder.resolve("noise.pem"), "not a certificate");

    for (Path bundle : List.of(empty, noise, folder.resolve("absent.pem"))) {
      assertThatThrownBy(() -> checkReadable(Map.of("AWS_CA_BUNDLE", bundle.toString())))
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageStartingWith("AWS_CA_BUNDLE ")
          .hasMessageContaining(bundle.toString());
    }
  }
}
