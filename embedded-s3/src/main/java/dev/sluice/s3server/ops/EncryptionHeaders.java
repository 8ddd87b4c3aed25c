package dev.sluice.s3server.ops;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Encryption;
import dev.sluice.s3server.store.Md5;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The headers that speak of encryption. Nothing is encrypted; the rules of who needs which key are
/// kept.
public final class EncryptionHeaders {

  private static final String SSE = "x-amz-server-side-encryption";
  private static final String KMS_KEY = "x-amz-server-side-encryption-aws-kms-key-id";
  private static final String DEFAULT_KMS_KEY =
      "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-4000-8000-000000000000";
  private static final String CUSTOMER = "x-amz-server-side-encryption-customer-";
  private static final String COPY_SOURCE_CUSTOMER =
      "x-amz-copy-source-server-side-encryption-customer-";

  private EncryptionHeaders() {}

  /// What a request asks for, else what its bucket has by default.
  public static Encryption read(Headers headers, Bucket bucket) {
    if (!headers.hasBeginningWith(SSE)) {
      return byDefault(bucket);
    }
    String customerKey = customerKeyMd5(headers, CUSTOMER);
    if (customerKey != null) {
      return new Encryption(null, null, customerKey);
    }
    String algorithm = headers.get(SSE);
    if (algorithm == null) {
      return byDefault(bucket);
    }
    return switch (algorithm) {
      case "AES256" -> new Encryption(algorithm, null, null);
      case "aws:kms", "aws:kms:dsse" ->
          new Encryption(algorithm, headers.get(KMS_KEY, DEFAULT_KMS_KEY), null);
      default -> throw S3Error.INVALID_ARGUMENT.exception("The encryption algorithm is not known");
    };
  }

  private static Encryption byDefault(Bucket bucket) {
    String document = bucket.settings().get(BucketSetting.ENCRYPTION.subResource());
    return document != null && document.contains("aws:kms")
        ? new Encryption("aws:kms", DEFAULT_KMS_KEY, null)
        : Encryption.NONE;
  }

  public static void append(Encryption encryption, HttpResponse response) {
    if (encryption.algorithm() != null) {
      response.header(SSE, encryption.algorithm());
    }
    if (encryption.kmsKeyId() != null) {
      response.header(KMS_KEY, encryption.kmsKeyId());
    }
    if (encryption.customerKeyMd5() != null) {
      response.header(CUSTOMER + "algorithm", "AES256");
      response.header(CUSTOMER + "key-MD5", encryption.customerKeyMd5());
    }
  }

  /// Demands the key that an object was put with.
  public static void requireKey(Encryption encryption, Headers headers) {
    require(encryption, customerKeyMd5(headers, CUSTOMER));
  }

  /// Demands the key that the source of a copy was put with.
  public static void requireSourceKey(Encryption encryption, Headers headers) {
    require(encryption, customerKeyMd5(headers, COPY_SOURCE_CUSTOMER));
  }

  private static void require(Encryption encryption, @Nullable String sentKeyMd5) {
    String wanted = encryption.customerKeyMd5();
    if (wanted == null) {
      if (sentKeyMd5 != null) {
        throw S3Error.INVALID_REQUEST.exception("The object was not put with a key of the client");
      }
    } else if (sentKeyMd5 == null) {
      throw S3Error.INVALID_REQUEST.exception(
          "The object was put with a key of the client, which is missing");
    } else if (!wanted.equals(sentKeyMd5)) {
      throw S3Error.ACCESS_DENIED.exception("The object was put with another key");
    }
  }

  private static @Nullable String customerKeyMd5(Headers headers, String prefix) {
    String algorithm = headers.get(prefix + "algorithm");
    String key = headers.get(prefix + "key");
    String md5 = headers.get(prefix + "key-md5");
    if (algorithm == null && key == null && md5 == null) {
      return null;
    }
    if (algorithm == null || key == null || md5 == null || !algorithm.equals("AES256")) {
      throw S3Error.INVALID_ARGUMENT.exception("A customer key needs AES256, the key and its MD5");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(key);
      String actual = Base64.getEncoder().encodeToString(Md5.digest().digest(bytes));
      if (bytes.length == 32 && actual.equals(md5)) {
        return md5;
      }
    } catch (IllegalArgumentException e) {
      // Not base64: refused below.
    }
    throw S3Error.INVALID_ARGUMENT.exception(
        "The customer key does not have the MD5 that was sent");
  }
}
