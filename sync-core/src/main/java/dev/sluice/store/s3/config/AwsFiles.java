package dev.sluice.store.s3.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/// The AWS configuration and credentials files together. Read once, and read again when asked for
/// after they have changed, since other programs renew the keys in them during a long run.
/// Thread-safe.
public final class AwsFiles {

  /// Both as they were at some time.
  ///
  /// @param profiles what they say together
  /// @param configText the configuration file's text, empty where it is not there
  /// @param stamps the state of each when it was read
  private record Read(ProfileFile profiles, String configText, List<AwsFile.Stamp> stamps) {}

  private final AwsFile credentials;
  private final AwsFile config;
  private volatile Read read;

  private AwsFiles(AwsFile credentials, AwsFile config) {
    this.credentials = credentials;
    this.config = config;
    this.read = readBoth();
  }

  /// The files of whoever runs this.
  ///
  /// @param variables environment variables by name; null where one is not set
  /// @throws MisconfiguredException if a file is there and cannot be understood
  public static AwsFiles of(UnaryOperator<@Nullable String> variables) {
    return new AwsFiles(credentials(variables), config(variables));
  }

  /// The same where a file that a variable names need not be there yet: it is about to be written.
  ///
  /// @throws MisconfiguredException if a file is there and cannot be understood
  public static AwsFiles toBeWritten(UnaryOperator<@Nullable String> variables) {
    return new AwsFiles(credentials(variables).unnamed(), config(variables).unnamed());
  }

  private static AwsFile credentials(UnaryOperator<@Nullable String> variables) {
    return file(
        "AWS_SHARED_CREDENTIALS_FILE",
        "aws.sharedCredentialsFile",
        "credentials",
        ProfileFile.Type.CREDENTIALS,
        variables);
  }

  private static AwsFile config(UnaryOperator<@Nullable String> variables) {
    return file(
        "AWS_CONFIG_FILE", "aws.configFile", "config", ProfileFile.Type.CONFIGURATION, variables);
  }

  /// Where the configuration file is, or would be.
  public Path configPath() {
    return config.path();
  }

  /// Where the credentials file is, or would be.
  public Path credentialsPath() {
    return credentials.path();
  }

  private static AwsFile file(
      String variable,
      String systemProperty,
      String usualName,
      ProfileFile.Type type,
      UnaryOperator<@Nullable String> variables) {
    String given = Setting.firstOf(variables.apply("HOME"), System.getProperty("user.home"));
    String home = given == null ? "" : given;
    String named = System.getProperty(systemProperty, variables.apply(variable));
    boolean isNamed = named != null && !named.isBlank();
    try {
      if (!isNamed) {
        return new AwsFile(Path.of(home, ".aws", usualName), type, null);
      }
      Path path = named.startsWith("~/") ? Path.of(home, named.substring(2)) : Path.of(named);
      return new AwsFile(path, type, variable);
    } catch (InvalidPathException e) {
      throw new MisconfiguredException(
          (isNamed ? variable : "HOME")
              + ": no file can have the name "
              + MisconfiguredException.shown(e.getInput()),
          e);
    }
  }

  private Read readBoth() {
    List<AwsFile.Stamp> stamps = stamps();
    String credentialsText = credentials.text();
    String configText = config.text();
    ProfileFile.Aggregator both = ProfileFile.aggregator();
    if (credentialsText != null) {
      both.addFile(credentials.parsed(credentialsText));
    }
    if (configText != null) {
      both.addFile(config.parsed(configText));
    }
    return new Read(both.build(), Objects.requireNonNullElse(configText, ""), stamps);
  }

  private List<AwsFile.Stamp> stamps() {
    return List.of(credentials.stamp(), config.stamp());
  }

  /// What the files say now. While one of them is being rewritten, and makes no sense, what they
  /// said before.
  public ProfileFile current() {
    Read known = read;
    if (!known.stamps().equals(stamps())) {
      try {
        known = readBoth();
        read = known;
      } catch (MisconfiguredException _) {
        return known.profiles();
      }
    }
    return known.profiles();
  }

  /// Whether the configuration file has `[name]` where `[profile name]` is meant, which counts
  /// nothing there.
  boolean hasWithoutProfile(String name) {
    return Pattern.compile("(?m)^\\[\\s*" + Pattern.quote(name) + "\\s*\\]")
        .matcher(read.configText())
        .find();
  }

  /// Where they are, for a message.
  @Override
  public String toString() {
    return config + " and " + credentials;
  }
}
