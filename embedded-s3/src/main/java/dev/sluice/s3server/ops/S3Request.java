package dev.sluice.s3server.ops;

import dev.sluice.s3server.auth.Authentication;
import dev.sluice.s3server.auth.PayloadSignature;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.s3server.traffic.RequestInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request to S3 as the operations see it. Used by one thread.
public final class S3Request {

  private static final Authentication ANONYMOUS =
      new Authentication(null, new PayloadSignature.Unsigned());

  private final HttpRequest http;
  private final Query query;
  private final RequestTarget target;
  private final Operation operation;
  private final String id;
  private @Nullable RequestInfo info;
  private Authentication authentication = ANONYMOUS;
  private @Nullable List<Runnable> whenAnswered;

  public S3Request(
      HttpRequest http, Query query, RequestTarget target, Operation operation, String id) {
    this.http = http;
    this.query = query;
    this.target = target;
    this.operation = operation;
    this.id = id;
  }

  public HttpRequest http() {
    return http;
  }

  public Query query() {
    return query;
  }

  public @Nullable String query(String name) {
    return query.get(name);
  }

  public @Nullable String header(String lowerCaseName) {
    return http.headers().get(lowerCaseName);
  }

  /// The id that the answer carries.
  public String id() {
    return id;
  }

  /// What fault plans and counters are told of it.
  public RequestInfo info() {
    if (info == null) {
      ObjectKey key = target.key();
      String keyText = key == null ? null : key.text();
      info =
          new RequestInfo(
              operation, target.bucket(), keyText, http.rawQuery(), http.headers().get("if-match"));
    }
    return info;
  }

  public Operation operation() {
    return operation;
  }

  public RequestTarget target() {
    return target;
  }

  /// The bucket's name, for an operation that names one.
  public String bucketName() {
    if (target.bucket() == null) {
      throw new IllegalStateException(operation + " names no bucket");
    }
    return target.bucket();
  }

  /// The key, for an operation on an object.
  public ObjectKey key() {
    if (target.key() == null) {
      throw new IllegalStateException(operation + " names no key");
    }
    return target.key();
  }

  public Authentication authentication() {
    return authentication;
  }

  public void authentication(Authentication checked) {
    authentication = checked;
  }

  /// Has something done when the answer has been sent or given up.
  public void whenAnswered(Runnable action) {
    if (whenAnswered == null) {
      whenAnswered = new ArrayList<>(1);
    }
    whenAnswered.add(action);
  }

  public void answered() {
    if (whenAnswered != null) {
      whenAnswered.forEach(Runnable::run);
    }
  }
}
