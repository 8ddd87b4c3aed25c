package dev.sluice.store.s3.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/// One of the two AWS files. The SDK parses it; here it is opened, freed of a byte order mark (some
/// editors write one), and what is wrong with it is told with its name and line. Its lines are
/// never shown: they may hold secrets.
///
/// @param path where it is
/// @param type what the parser takes it for
/// @param named the variable that names it; null for the usual place, where it need not be
public record AwsFile(Path path, ProfileFile.Type type, @Nullable String named) {

  /// Far more than anybody writes by hand; a bound for what is no such file at all.
  private static final int MAX_BYTES = 8 << 20;

  private static final Pattern LINE = Pattern.compile("(.*) on line (\\d+)", Pattern.DOTALL);

  /// The same where it need not be there.
  AwsFile unnamed() {
    return new AwsFile(path, type, null);
  }

  /// The file's state, by which a change is noticed.
  ///
  /// @param modified null where it is not there
  record Stamp(@Nullable FileTime modified, long sizeBytes) {}

  /// What is there now, without reading it.
  Stamp stamp() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size());
    } catch (IOException _) {
      return new Stamp(null, 0);
    }
  }

  /// Its text; null where it is not there and need not be.
  ///
  /// @throws MisconfiguredException if it cannot be read, or is no text
  @Nullable String text() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw wrong("it is larger than any such file is", null);
      }
      return decoded(bytes);
    } catch (NoSuchFileException e) {
      if (named == null) {
        return null;
      }
      throw wrong("there is no such file", e);
    } catch (AccessDeniedException e) {
      if (named == null && !Files.exists(path)) { // the home of somebody else
        return null;
      }
      throw wrong("reading it is not permitted", e);
    } catch (IOException e) {
      throw wrong("it cannot be read: " + MisconfiguredException.reason(e), e);
    }
  }

  private String decoded(byte[] bytes) {
    if (bytes.length >= 2 && (begins(bytes, 0xFE, 0xFF) || begins(bytes, 0xFF, 0xFE))) {
      throw wrong("it is UTF-16; save it as UTF-8", null);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean begins(byte[] bytes, int first, int second) {
    return (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  /// What it says.
  ///
  /// @param text its text
  /// @throws MisconfiguredException if a line of it cannot be understood
  ProfileFile parsed(String text) {
    try {
      return ProfileFile.builder().content(text).type(type).build();
    } catch (IllegalArgumentException e) { // the parser's way to say that a line is wrong
      String why = String.valueOf(e.getMessage());
      Matcher matcher = LINE.matcher(why);
      throw wrong(
          matcher.matches() ? "line " + matcher.group(2) + ": " + matcher.group(1) : why, e);
    }
  }

  private MisconfiguredException wrong(String why, @Nullable Exception cause) {
    return new MisconfiguredException(
        this + ": " + why + (named == null ? "" : " (it is named by " + named + ")"), cause);
  }

  @Override
  public String toString() {
    return MisconfiguredException.brief(path.toString());
  }
}
