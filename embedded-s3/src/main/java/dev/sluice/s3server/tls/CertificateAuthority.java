package dev.sluice.s3server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate authority of the server's own, and the server's certificate, made by the JDK's
/// `keytool` and kept in a folder for the next start. Thread-safe, but for two that make the same
/// folder's at once.
public final class CertificateAuthority {

  private static final String STORE = "server.p12";
  private static final String PEM = "ca.pem";
  private static final String PASSWORD = "changeit"; // It guards nothing: the keys are thrown away.
  private static final String DAYS = "30";

  private final Path folder;

  private CertificateAuthority(Path folder) {
    this.folder = folder;
  }

  /// The authority of a folder, made now if it is not there.
  ///
  /// @throws IOException if it cannot be made
  public static CertificateAuthority in(Path folder) throws IOException {
    CertificateAuthority authority = new CertificateAuthority(folder);
    if (!Files.exists(folder.resolve(STORE)) || !Files.exists(folder.resolve(PEM))) {
      Files.createDirectories(folder);
      authority.make();
    }
    return authority;
  }

  private void make() throws IOException {
    Path store = folder.resolve(STORE + ".new");
    Files.deleteIfExists(store);
    List<String> authority = keyPair(store, "ca", "CN=sluice, OU=authority");
    authority.addAll(List.of("-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign,cRLSign"));
    keytool(authority);
    List<String> server = keyPair(store, "server", "CN=localhost");
    server.addAll(List.of("-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1"));
    server.addAll(List.of("-ext", "eku=serverAuth"));
    keytool(server);
    List<String> export = new ArrayList<>(List.of("-exportcert", "-rfc", "-alias", "ca"));
    export.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    export.addAll(List.of("-file", folder.resolve(PEM).toString()));
    keytool(export);
    Files.move(store, folder.resolve(STORE), StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> keyPair(Path store, String alias, String name) {
    return new ArrayList<>(
        List.of(
            "-genkeypair",
            "-alias",
            alias,
            "-dname",
            name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            DAYS,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD));
  }

  private static void keytool(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("keytool made no certificate: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("keytool was interrupted").initCause(e);
    } finally {
      process.destroy();
    }
  }

  /// The authority's own certificate in PEM, which clients are to trust.
  public Path pem() {
    return folder.resolve(PEM);
  }

  /// What a server needs to show its certificate, which is for 127.0.0.1 and localhost.
  ///
  /// @throws IOException if the certificates cannot be read
  public SSLContext context() throws IOException {
    char[] password = PASSWORD.toCharArray();
    try (InputStream stored = Files.newInputStream(folder.resolve(STORE))) {
      KeyStore all = KeyStore.getInstance("PKCS12");
      all.load(stored, password);
      all.deleteEntry("ca"); // Its key signs; it must not be offered to clients.
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(all, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates in " + folder + " cannot be used", e);
    }
  }
}
