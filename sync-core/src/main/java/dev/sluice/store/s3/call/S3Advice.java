package dev.sluice.store.s3.call;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.api.S3Operation;
import org.jspecify.annotations.Nullable;

/// What a fault means, and what helps against it, given how the service is reached and what was
/// being done: more than the answer itself can tell.
///
/// @param anonymous whether requests go unsigned
/// @param proxy the HTTP proxy on the way, as a message shows it; null for none
public record S3Advice(boolean anonymous, @Nullable String proxy) {

  /// That of a connection about which there is nothing to say.
  static final S3Advice NONE = new S3Advice(false, null);

  private static final int PROXY_WANTS_USER = 407;
  private static final int NOT_IMPLEMENTED = 501;

  /// Classifies the failure of one attempt.
  ///
  /// @throws RuntimeException the failure itself, if it is a defect of this program
  S3Fault classify(S3Operation operation, Exception failure) {
    S3Fault fault = S3Faults.classify(failure);
    S3Faults.Answer answer = S3Faults.answer(failure);
    if (operation == S3Operation.COMPLETE_UPLOAD
        && answer != null
        && "ConditionalRequestConflict".equals(answer.code())) {
      return new S3Fault(Kind.CONFLICT, S3Fault.Cure.NONE, fault.said(), null); // begun anew
    }
    if (answer == null || fault.cure() != S3Fault.Cure.NONE) {
      return fault;
    }
    String code = answer.code() == null ? "" : answer.code();
    if (operation.writesContent() && isShape(code)) {
      return fault
          .as(Kind.MISCONFIGURED)
          .advising(
              "It would say so of every entry: leave out what it does not know, such as an ACL or"
                  + " a storage class");
    }
    if (isAboutLists(operation) && (answer.status() == NOT_IMPLEMENTED || isUnknown(code))) {
      return fault
          .as(Kind.MISCONFIGURED)
          .advising(
              "This service keeps no access control lists of objects: what its buckets and their"
                  + " policies allow is all there is");
    }
    if (operation.writesContent() && isKey(code, fault)) {
      return fault
          .as(Kind.BAD_CREDENTIALS)
          .advising(
              "The bucket encrypts with a KMS key that cannot be used: see that it is enabled, and"
                  + " that the credentials may use it (kms:GenerateDataKey, kms:Decrypt)");
    }
    if (answer.status() == PROXY_WANTS_USER) {
      return fault.advising(
          "The proxy "
              + (proxy == null ? "on the way" : proxy)
              + " wants a user and a password: write them into HTTPS_PROXY, as"
              + " http://user:password@host:port");
    }
    return fault.kind() == Kind.DENIED ? denied(operation, fault, code) : fault;
  }

  /// A request that writes has little in it that is the entry's own; what a service does not
  /// understand of the rest it will not understand of the next one's either.
  private static boolean isShape(String code) {
    return isUnknown(code) || code.equals("InvalidRequest");
  }

  private static boolean isUnknown(String code) {
    return code.equals("NotImplemented");
  }

  private static boolean isAboutLists(S3Operation operation) {
    return operation == S3Operation.GET_ACL || operation == S3Operation.PUT_ACL;
  }

  private static boolean isKey(String code, S3Fault fault) {
    return code.startsWith("KMS.")
        || (fault.kind() == Kind.DENIED && fault.said().contains("kms:"));
  }

  private S3Fault denied(S3Operation operation, S3Fault fault, String code) {
    if (anonymous) {
      return fault.advising(
          "Requests go unsigned, and not anyone may "
              + operation.verb()
              + " this: leave out --no-sign-request");
    }
    return proxy != null && code.isEmpty()
        ? fault.advising(
            "The answer is not in S3's words: perhaps the proxy "
                + proxy
                + " refuses. Else the credentials in use do not permit this")
        : fault;
  }
}
