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
    if (from.equals(S3CMD) || from.startsWith(S3CMD + "=")) {
      Path file =
          from.equals(S3CMD)
              ? first(variable("S3CMD_CONFIG"), home(".s3cfg"))
              : path(from.substring(S3CMD.length() + 1));
      return S3Profiles.ofS3cmd(text(file), file.toString());
    }
    if (from.startsWith(RCLONE) && from.length() > RCLONE.length()) {
      Path file = first(variable("RCLONE_CONFIG"), rclone(), home(".rclone.conf"));
      String remote = from.substring(RCLONE.length());
      return S3Profiles.ofRclone(
          text(file),
          file.toString(),
          remote.endsWith(":") ? remote.substring(0, remote.length() - 1) : remote);
    }
    throw new UsageException("--from " + from + ": write s3cfg, s3cfg=FILE or rclone:REMOTE");
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

  /// The first of these that is there, else the first.
  private static Path first(@Nullable Path... places) throws UsageException {
    List<Path> said = new ArrayList<>();
    for (Path each : places) {
      if (each != null) {
        said.add(each);
      }
    }
    if (said.isEmpty()) {
      throw new UsageException("--from: HOME is not set, so the file cannot be found; name it");
    }
    return said.stream().filter(Files::exists).findFirst().orElse(said.getFirst());
  }

  private static Path path(String text) throws UsageException {
    try {
      return Path.of(text);
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
