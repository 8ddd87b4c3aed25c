package dev.sluice.cli;

import dev.sluice.cli.output.console.StandardStream;
import dev.sluice.report.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Goes through what the program usually does, small, against a server on this machine. The build
/// runs it once to learn which classes a start needs and which methods are worth compiling; nothing
/// else uses it.
final class Rehearsal {

  /// The server's to know.
  private static final String ACCESS_KEY = "rehearsal";

  private static final String SECRET_KEY = "no-secret-at-all";

  /// The server's to make, because `mb` goes by the SDK too.
  private static final String BUCKET = "rehearsal";

  private static final String PREFIX = "s3://" + BUCKET + "/p/";

  /// Enough for the methods that every entry passes through to be called a few thousand times in
  /// all.
  private static final int DIRECTORIES = 8;

  private static final int FILES_PER_DIRECTORY = 120;
  private static final int SMALL_BYTES = 4096;

  /// Read and sent piece by piece, and yet in one request: an upload in parts brings in the SDK,
  /// whose thousands of classes every start would then have to carry.
  private static final int LARGE_BYTES = 6 << 20;

  private final String endpoint;
  private final Path files;
  private final Path back;

  private Rehearsal(String endpoint, Path folder) {
    this.endpoint = endpoint;
    this.files = folder.resolve("files");
    this.back = folder.resolve("back");
  }

  /// Goes through all steps, or fails at the first that does not do what it should.
  ///
  /// @param args an empty folder to work in, and the endpoint of an empty server
  public static void main(String[] args) throws IOException {
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", SECRET_KEY);
    new Rehearsal(args[1], Path.of(args[0])).run();
    System.exit(0); // as the program itself leaves
  }

  private void run() throws IOException {
    makeFiles();
    step(RunStatus.OK, "--version");
    remote(RunStatus.OK, "sync", files + "/", PREFIX, "--dry-run");
    remote(RunStatus.OK, "sync", files + "/", PREFIX);
    remote(RunStatus.OK, "sync", files + "/", PREFIX); // nothing to do
    Files.writeString(files.resolve("0/changed"), "more than there was");
    Files.delete(files.resolve("0/0"));
    remote(RunStatus.OK, "sync", files + "/", PREFIX, "--delete-removed", "--verbose");
    remote(RunStatus.OK, "sync", PREFIX, back + "/", "--json");
    remote(RunStatus.OK, "sync", PREFIX, back + "/");
    remote(RunStatus.OK, "verify", files + "/", PREFIX, "--exclude", "*.none");
    remote(RunStatus.OK, "sync", PREFIX, "s3://" + BUCKET + "/q/"); // copied by the service
    remote(RunStatus.OK, "ls", PREFIX);
    asProcess("ls", PREFIX + "0/", "--endpoint-url", endpoint);
    remote(RunStatus.OK, "du", "s3://" + BUCKET);
    remote(RunStatus.NO_SUCH_SOURCE, "sync", files + "/none/", PREFIX);
    step(RunStatus.USAGE, "sync", "--no-such-flag");
  }

  private void makeFiles() throws IOException {
    byte[] content = new byte[SMALL_BYTES];
    for (int directory = 0; directory < DIRECTORIES; directory++) {
      Path made = Files.createDirectories(files.resolve(Integer.toString(directory)));
      for (int file = 0; file < FILES_PER_DIRECTORY; file++) {
        content[0] = (byte) directory;
        content[1] = (byte) file;
        Files.write(made.resolve(Integer.toString(file)), content);
      }
    }
    Files.writeString(files.resolve("0/changed"), "little");
    Files.createFile(files.resolve("empty"));
    Files.write(files.resolve("large"), new byte[LARGE_BYTES]);
  }

  private void remote(RunStatus expected, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--endpoint-url");
    all.add(endpoint);
    step(expected, all.toArray(String[]::new));
  }

  /// As the program does it, with the signals and outputs of its process.
  private static void asProcess(String... args) {
    requireCode(RunStatus.OK, Main.process(args, StandardStream.ofOutput()), args, "");
  }

  private static void step(RunStatus expected, String... args) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8);
    int exitCode = Main.run(args, out, out);
    requireCode(expected, exitCode, args, said.toString(StandardCharsets.UTF_8));
  }

  private static void requireCode(RunStatus expected, int exitCode, String[] args, String said) {
    if (exitCode != expected.exitCode()) {
      throw new IllegalStateException(
          "sluice %s left with %d, and %d was expected:%n%s"
              .formatted(String.join(" ", args), exitCode, expected.exitCode(), said));
    }
  }
}
