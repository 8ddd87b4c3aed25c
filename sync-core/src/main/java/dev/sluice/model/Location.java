package dev.sluice.model;

import java.util.Objects;

/// What a user names as source or destination, as it was written.
///
/// The final slash carries meaning (see `docs/paths.md`), so it is kept and never normalised away.
public sealed interface Location {

  /// A path of the local file system, with `/` or the platform's separator.
  ///
  /// @param path as written, never empty
  record Local(String path) implements Location {
    /// Refuses the empty path, which would silently mean the working directory.
    public Local {
      if (path.isEmpty()) {
        throw new IllegalArgumentException(
            "an empty path names nothing; write . for the current folder");
      }
    }

    @Override
    public boolean endsInSlash() {
      return path.endsWith("/");
    }

    @Override
    public String text() {
      return path;
    }
  }

  /// A bucket, or a key or prefix in it.
  ///
  /// @param bucket its name, never empty
  /// @param key what follows `s3://bucket/`, empty for the bucket's root; may end in a slash
  record S3(String bucket, String key) implements Location {
    /// Refuses what cannot be a bucket's name or a key's beginning.
    public S3 {
      if (bucket.isEmpty()) {
        String slashless = key.replaceAll("^/+", "");
        throw new IllegalArgumentException(
            "s3:// needs a bucket: s3://"
                + (slashless.isEmpty() ? "bucket/prefix/" : slashless + " perhaps"));
      }
      if (key.startsWith("/")) {
        throw new IllegalArgumentException(
            "s3://"
                + bucket
                + "/"
                + key
                + " has an empty first segment; write s3://"
                + bucket
                + "/");
      }
    }

    @Override
    public boolean endsInSlash() {
      return key.isEmpty() || key.endsWith("/");
    }

    @Override
    public String text() {
      return "s3://" + bucket + (key.isEmpty() ? "" : "/" + key);
    }
  }

  /// Reads what a user wrote.
  ///
  /// @throws IllegalArgumentException with a line for the user if it names nothing
  static Location parse(String text) {
    Objects.requireNonNull(text, "text");
    if (text.regionMatches(true, 0, "s3://", 0, 5)) {
      String rest = text.substring(5);
      if (rest.startsWith("arn:")) {
        throw new IllegalArgumentException(Mistyped.ofArn(rest));
      }
      int slash = rest.indexOf('/');
      return slash < 0
          ? new S3(rest, "")
          : new S3(rest.substring(0, slash), rest.substring(slash + 1));
    }
    String problem = Mistyped.problem(text);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    return new Local(text);
  }

  /// Whether it means what is inside, and not the thing itself. A bucket's root always does.
  boolean endsInSlash();

  /// As the user wrote it, or means it.
  String text();
}
