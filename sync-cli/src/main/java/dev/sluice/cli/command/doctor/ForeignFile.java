package dev.sluice.cli.command.doctor;

import dev.sluice.model.UsageException;
import dev.sluice.store.s3.S3Profiles;
import dev.sluice.store.s3.profile.ProfileDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The settings of another program, from which a profile can be made.
///
/// @param variables environment variables by name; null where one is not set
record ForeignFile(UnaryOperator<@Nullable String> variables) {

  private static final String S3CMD = "s3cfg";
  private static final String RCLONE = "rclone:";

  /// Nobody writes more by hand.
  private static final int MAX_BYTES = 8 << 20;

  /// What it says.
  ///
  /// @param from `s3cfg`, `s3cfg=FILE` or `rclone:REMOTE`
  ProfileDraft read(String from) throws UsageException {
    if (from.equals(S3CMD)) {
      return s3cmd(place(variable("S3CMD_CONFIG"), home(".s3cfg")));
    }
    if (from.startsWith(S3CMD + "=")) {
      return s3cmd(path(from.substring(S3CMD.length() + 1)));
    }
    if (from.startsWith(RCLONE) && from.length() > RCLONE.length()) {
      Path file = place(variable("RCLONE_CONFIG"), rclone(), home(".rclone.conf"));
      String remote = from.substring(RCLONE.length());
      return S3Profiles.ofRclone(
          text(file),
          file.toString(),
          remote.endsWith(":") ? remote.substring(0, remote.length() - 1) : remote);
    }
    throw new UsageException("--from " + from + ": write s3cfg, s3cfg=FILE or rclone:REMOTE");
  }

  private static ProfileDraft s3cmd(Path file) throws UsageException {
    return S3Profiles.ofS3cmd(text(file), file.toString());
  }

  private @Nullable Path variable(String name) throws UsageException {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : path(value);
  }

  private @Nullable Path rclone() throws UsageException {
    Path folder = variable("XDG_CONFIG_HOME");
    return folder == null
        ? home(".config", "rclone", "rclone.conf")
        : folder.resolve("rclone/rclone.conf");
  }

  private @Nullable Path home(String... names) throws UsageException {
    String home = variables.apply("HOME");
    return home == null || home.isBlank() ? null : path(home + "/" + String.join("/", names));
  }

  /// The file that a variable names, else the first of the usual ones that is there.
  private static Path place(@Nullable Path named, @Nullable Path... usual) throws UsageException {
    if (named != null) {
      return named;
    }
    List<Path> places = new ArrayList<>();
    for (Path each : usual) {
      if (each != null) {
        places.add(each);
      }
    }
    if (places.isEmpty()) {
      throw new UsageException("--from: HOME is not set, so the file cannot be found; name it");
    }
    return places.stream().filter(Files::exists).findFirst().orElse(places.getFirst());
  }

  /// The shell leaves a `~` alone that stands behind something else.
  private Path path(String text) throws UsageException {
    String home = variables.apply("HOME");
    try {
      return home != null && text.startsWith("~/")
          ? Path.of(home, text.substring(2))
          : Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("--from: no file can have the name " + text);
    }
  }

  private static String text(Path file) throws UsageException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UsageException("--from: " + file + " is larger than any such file is");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new UsageException("--from: there is no file " + file);
    } catch (IOException e) {
      throw new UsageException("--from: " + file + " cannot be read: " + e.getMessage());
    }
  }
}
