package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.HttpDates;
import dev.sluice.store.s3.http.HttpAnswer;
import dev.sluice.store.s3.light.xml.XmlPull.Event;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The service said no to a request of the light path. Never leaves it: what cannot be helped there
/// goes on as the SDK's exception, so that the SDK's classification holds for both paths.
public final class RefusedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String code;
  private final @Nullable String said;
  private final @Nullable String region;
  private final @Nullable String date;

  private RefusedException(
      int status,
      @Nullable String code,
      @Nullable String said,
      @Nullable String region,
      @Nullable String date) {
    super(status + " " + code);
    this.status = status;
    this.code = code;
    this.said = said;
    this.region = region;
    this.date = date;
  }

  /// Reads an error's answer.
  public static RefusedException of(HttpAnswer answer) {
    String inHeader = answer.header("x-amz-bucket-region");
    String date = answer.header("date");
    if (answer.announcesLength() && answer.contentLength() == 0) {
      return new RefusedException(answer.status(), null, null, inHeader, date);
    }
    try {
      XmlPull xml = new XmlPull(answer.body());
      if (xml.next() == Event.START && xml.is("Error")) {
        return ofElement(answer.status(), xml, inHeader, date);
      }
    } catch (IOException _) {
      // No XML, or not all of it: the status says enough.
    }
    return new RefusedException(answer.status(), null, null, inHeader, date);
  }

  /// Reads the `Error` element that has just begun.
  static RefusedException ofElement(
      int status, XmlPull xml, @Nullable String regionInHeader, @Nullable String date)
      throws IOException {
    String code = null;
    String message = null;
    String region = regionInHeader;
    while (xml.next() == Event.START) {
      if (xml.is("Code")) {
        code = xml.readText().text();
      } else if (xml.is("Message")) {
        message = xml.readText().text();
      } else if (xml.is("Region") && region == null) {
        region = xml.readText().text();
      } else {
        xml.readText();
      }
    }
    return new RefusedException(status, code, message, region, date);
  }

  public int status() {
    return status;
  }

  public @Nullable String code() {
    return code;
  }

  /// Where the bucket is, if the service says so.
  public @Nullable String region() {
    return region;
  }

  /// The service's clock; null where it does not show it.
  public @Nullable Instant serverTime() {
    return HttpDates.parse(date);
  }

  /// As the SDK would have thrown it.
  public AwsServiceException asSdkException() {
    SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(status);
    if (date != null) {
      http.putHeader("Date", date);
    }
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("S3")
            .errorCode(code)
            .errorMessage(said)
            .sdkHttpResponse(http.build())
            .build();
    return AwsServiceException.builder()
        .statusCode(status)
        .message(said == null ? getMessage() : said)
        .awsErrorDetails(details)
        .build();
  }
}
