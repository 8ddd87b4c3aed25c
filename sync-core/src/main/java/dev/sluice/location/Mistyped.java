package dev.sluice.location;

import java.io.File;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Near misses: addresses that would be taken for local paths, or for buckets, and were meant to be
/// something else. A copy to such a path would succeed, and nothing of it would leave the machine.
///
/// What has a colon in its first name is never taken for a local path, whatever lies on the disk:
/// what a command means must not depend on what an earlier mistake has left there.
public final class Mistyped {

  private static final String OTHER_MACHINE = "a folder on another machine";

  private static final Pattern NEARLY_S3 =
      Pattern.compile("s3(?::/?|//+)(?!/)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern SCHEME =
      Pattern.compile("([a-z][a-z0-9+.-]*)://+(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern FILE =
      Pattern.compile("file:(?://(?:localhost)?(?=/))?(/.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BUCKET_ARN = Pattern.compile("arn:aws[a-z-]*:s3:::([^/:*]+.*)");
  private static final Pattern BUCKET_HOST =
      Pattern.compile("(.+)\\.s3(?:[.-][a-z0-9.-]+)?\\.amazonaws\\.com(?:\\.cn)?(/.*)?");
  private static final Pattern SERVICE_HOST =
      Pattern.compile("s3(?:[.-][a-z0-9.-]+)?\\.amazonaws\\.com(?:\\.cn)?/([^/].*)");
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*", Pattern.DOTALL);

  private Mistyped() {}

  /// What is wrong with `text`, which begins with no scheme that there is, and what to write
  /// instead; one line.
  ///
  /// @param schemes that there are
  /// @return null if it is a local path
  static @Nullable String problem(String text, Schemes schemes) {
    if (text.equals("~") || text.startsWith("~/")) {
      return text
          + ": only the shell knows ~, and it was not asked, perhaps because of quotes; write the"
          + " whole path, or ./"
          + text;
    }
    Matcher nearly = NEARLY_S3.matcher(text);
    if (nearly.matches()) {
      return meant(text, nearly.group(1).isEmpty() ? "s3://bucket/" : "s3://" + nearly.group(1));
    }
    Matcher scheme = SCHEME.matcher(text);
    if (scheme.matches()) {
      return ofScheme(text, scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2), schemes);
    }
    int colon = text.indexOf(':');
    int slash = text.indexOf('/');
    if (colon < 0 || (slash >= 0 && slash < colon) || isOnDrive(text)) {
      return null;
    }
    return ofColon(text, text.substring(0, colon), text.substring(colon + 1));
  }

  private static boolean isOnDrive(String text) {
    return File.separatorChar == '\\' && DRIVE.matcher(text).matches();
  }

  private static String ofScheme(String text, String scheme, String rest, Schemes schemes) {
    return switch (scheme) {
      case "file" -> ofFile(text);
      case "s3a", "s3n" -> meant(text, "s3://" + rest);
      case "http", "https" -> ofWebAddress(text, scheme, rest);
      default ->
          text + ": locations are " + schemes.forms() + "; " + scheme + ":// is not one of them";
    };
  }

  private static String ofFile(String text) {
    Matcher file = FILE.matcher(text);
    return file.matches()
        ? meant(text, file.group(1))
        : text + ": write a local path, without file:";
  }

  private static String ofWebAddress(String text, String scheme, String rest) {
    Matcher bucket = BUCKET_HOST.matcher(rest);
    if (bucket.matches()) {
      String key = bucket.group(2) == null ? "/" : bucket.group(2);
      return meant(text, "s3://" + bucket.group(1) + unencoded(key));
    }
    Matcher service = SERVICE_HOST.matcher(rest);
    if (service.matches()) {
      return meant(text, "s3://" + unencoded(service.group(1)));
    }
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    return text
        + ": write s3://"
        + (path.isEmpty() ? "bucket/" : unencoded(path))
        + " and name the service by  --endpoint-url "
        + scheme
        + "://"
        + host;
  }

  /// A key as a web address has it, as far as it is the same.
  private static String unencoded(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '%' || path.charAt(i) == '?' || path.charAt(i) == '#') {
        return path.substring(0, path.lastIndexOf('/', i) + 1) + "...";
      }
    }
    return path;
  }

  private static String ofColon(String text, String before, String after) {
    if (before.equals("arn")) {
      return ofArn(text);
    }
    if (before.equalsIgnoreCase("file")) {
      return ofFile(text);
    }
    if (before.contains("@")) {
      return text + looksLike(OTHER_MACHINE) + localPath(text);
    }
    String bucket = after.startsWith("/") ? after.substring(1) : after;
    return text
        + looksLike(OTHER_MACHINE + " or rclone's remote")
        + "; a bucket is written s3://"
        + (bucket.isEmpty() ? "bucket/" : bucket)
        + ", its service named by --profile or --endpoint-url"
        + localPath(text);
  }

  /// What is wrong with an ARN as an address; one line.
  public static String ofArn(String arn) {
    Matcher bucket = BUCKET_ARN.matcher(arn);
    if (bucket.matches()) {
      return meant(arn, "s3://" + bucket.group(1));
    }
    if (arn.contains(":accesspoint")) {
      return arn
          + ": access points are not reached by their ARNs here; write the access point's alias in"
          + " place of a bucket: s3://ALIAS-s3alias/prefix/";
    }
    return arn + ": an ARN is no location; write s3://bucket/prefix/";
  }

  private static String looksLike(String what) {
    return ": looks like " + what;
  }

  private static String localPath(String text) {
    return "; for a local path write ./" + text;
  }

  private static String meant(String text, String address) {
    return text + ": did you mean  " + address + "  ?";
  }
}
