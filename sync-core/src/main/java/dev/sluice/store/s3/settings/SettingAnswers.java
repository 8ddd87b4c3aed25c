package dev.sluice.store.s3.settings;

import dev.sluice.model.access.Setting;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What the answer to a question after a setting says. Services that have no such setting say so in
/// several ways, one of them being to answer another question.
public final class SettingAnswers {

  private static final Set<String> NO_SUCH_THING =
      Set.of(
          "NotImplemented",
          "MethodNotAllowed",
          "NotSupported",
          "UnsupportedOperation",
          // a question without a body or values of its own can be wrong in itself alone
          "InvalidArgument",
          "InvalidRequest");

  /// How services say that a setting is not set: `NoSuchCORSConfiguration`,
  /// `OwnershipControlsNotFoundError`.
  private static final Pattern NOT_SET =
      Pattern.compile("NoSuch(?!Bucket$|Key$|Version$|Upload$).+|.+NotFound(?:Error)?");

  private SettingAnswers() {}

  /// One question.
  ///
  /// @param <T> what can be set
  @FunctionalInterface
  public interface Question<T> {
    /// Asks it once.
    ///
    /// @return null where the answer is another's
    @Nullable Setting<T> ask() throws IOException;
  }

  /// What the answer says.
  public static <T> Setting<T> answer(Question<T> question) throws IOException {
    try {
      Setting<T> said = question.ask();
      return said == null ? new Setting.Unsupported<>() : said;
    } catch (AwsServiceException e) {
      if (isNoSuchThing(e)) {
        return new Setting.Unsupported<>();
      }
      String code = code(e);
      if (e.statusCode() == 404 && code != null && NOT_SET.matcher(code).matches()) {
        return new Setting.None<>();
      }
      throw e;
    }
  }

  /// Whether the service says that it has no such setting.
  static boolean isNoSuchThing(AwsServiceException e) {
    String code = code(e);
    return e.statusCode() == 501
        || e.statusCode() == 405
        || (code != null && NO_SUCH_THING.contains(code));
  }

  private static @Nullable String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
  }
}
