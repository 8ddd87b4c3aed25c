package dev.sluice.store.s3.settings;

import dev.sluice.model.access.Setting;
import dev.sluice.store.s3.call.S3Faults;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What the answer to a question after a setting says. Services that have no such setting say so in
/// several ways, one of them being to answer another question.
public final class SettingAnswers {

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
      if (S3Faults.isNoSuchThing(e)) {
        return new Setting.Unsupported<>();
      }
      String code = code(e);
      if (e.statusCode() == 404 && code != null && NOT_SET.matcher(code).matches()) {
        return new Setting.None<>();
      }
      throw e;
    }
  }

  private static @Nullable String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
  }
}
