package dev.sluice.s3server.error;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request is refused. Carries no stack trace: it is an answer, not a defect.
public final class S3Exception extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private final transient Map<String, String> details = new LinkedHashMap<>();

  public S3Exception(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /// Adds a header to the answer.
  public S3Exception withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// Adds an element to the error's XML.
  public S3Exception withDetail(String element, String text) {
    details.put(element, text);
    return this;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Map<String, String> details() {
    return details;
  }
}
