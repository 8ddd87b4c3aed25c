package dev.sluice.store.s3.profile;

import dev.sluice.store.s3.config.AwsFiles;
import dev.sluice.store.s3.config.MisconfiguredException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes a profile into the two AWS files: into one for its owner alone, written beside the old
/// one and put into its place, so that nobody ever sees half of it.
public final class ProfileFiles {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@%:+/-]{1,128}");
  private static final String DEFAULT = "default";

  private static final String KEY = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";
  private static final String TOKEN = "aws_session_token";
  private static final String ENDPOINT = "endpoint_url";
  private static final String REGION = "region";

  private ProfileFiles() {}

  /// Refuses what cannot be a profile's name.
  ///
  /// @throws MisconfiguredException if it is none
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new MisconfiguredException(
          "--profile "
              + MisconfiguredException.shown(name)
              + ": a profile's name has letters, digits and - _ . @ % : + / alone");
    }
  }

  /// Writes a profile. What else there is in the files, and in a profile of that name, stays.
  ///
  /// @param files where they are
  /// @param name checked by [#checkName]
  /// @throws MisconfiguredException if they cannot be written
  public static void write(AwsFiles files, String name, ProfileDraft draft) {
    // The keys come last: where the one is written and the other cannot be, no request with these
    // keys goes to another service than theirs.
    write(files.configPath(), text -> config(text, name, draft));
    write(files.credentialsPath(), text -> credentials(text, name, draft));
  }

  /// What a file becomes.
  @FunctionalInterface
  private interface Change {
    String of(String text);
  }

  /// The credentials file's text with a profile's keys in it.
  static String credentials(String text, String name, ProfileDraft draft) {
    Map<String, @Nullable String> properties = new LinkedHashMap<>();
    properties.put(KEY, draft.accessKey());
    properties.put(SECRET, draft.secretKey());
    properties.put(TOKEN, draft.sessionToken());
    // Here they would count before those of the other file.
    properties.put(ENDPOINT, null);
    properties.put(REGION, null);
    return new SectionEdit(name::equals, "[" + name + "]").apply(text, properties, Map.of());
  }

  /// The configuration file's text with a profile's settings in it.
  static String config(String text, String name, ProfileDraft draft) {
    URI url = draft.endpointUrl();
    String whenRequired = draft.wantsNoChecksums() ? "when_required" : null;
    Map<String, @Nullable String> properties = new LinkedHashMap<>();
    properties.put(ENDPOINT, url == null ? null : url.toString());
    properties.put("services", null); // its endpoint would count before
    properties.put(REGION, draft.region());
    properties.put("ca_bundle", draft.caBundle());
    properties.put("request_checksum_calculation", whenRequired);
    properties.put("response_checksum_validation", whenRequired);
    properties.put(KEY, null);
    properties.put(SECRET, null);
    properties.put(TOKEN, null);
    Map<String, @Nullable String> nested = new LinkedHashMap<>();
    nested.put("addressing_style", url == null ? null : "path");
    String header = name.equals(DEFAULT) ? "[default]" : "[profile " + name + "]";
    Predicate<String> isNamed =
        Pattern.compile("profile\\s+" + Pattern.quote(name)).asMatchPredicate();
    if (!name.equals(DEFAULT)) {
      return new SectionEdit(isNamed, header).apply(text, properties, nested);
    }
    // Of [default] and [profile default] some readers take the one, others the last: both say it.
    boolean isLong = SectionEdit.has(text, isNamed);
    String written =
        isLong ? new SectionEdit(isNamed, header).apply(text, properties, nested) : text;
    return !isLong || SectionEdit.has(text, DEFAULT::equals)
        ? new SectionEdit(DEFAULT::equals, header).apply(written, properties, nested)
        : written;
  }

  private static void write(Path file, Change change) {
    Path target = file;
    try {
      target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
      // Byte for byte: whatever letters there are in it stay as they are.
      String before = text(target);
      String after = change.of(before);
      if (after.equals(before) && !after.isEmpty()) {
        return;
      }
      replace(target, after.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new MisconfiguredException(
          target + ": it cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage(),
          e);
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path folder = file.resolveSibling("."); // never null
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder.normalize(), permissions(file, "rwx------"));
    }
    Path beside =
        Files.createTempFile(
            folder.normalize(), "." + file.getFileName(), ".new", permissions(file, "rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static FileAttribute<?>[] permissions(Path file, String mode) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }
}
