package dev.sluice.s3server.ops.bucket;

import dev.sluice.s3server.access.CorsRules;
import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.BucketSetting;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What browsers ask before, and read after, a request from a page of another origin.
public final class CorsOperations {

  private final ServerState state;

  public CorsOperations(ServerState state) {
    this.state = state;
  }

  public void preflight(S3Request request, HttpResponse response) {
    Headers headers = request.http().headers();
    String origin = headers.get("origin");
    String method = headers.get("access-control-request-method");
    String wanted = headers.get("access-control-request-headers", "");
    CorsRules.Rule rule =
        origin == null || method == null ? null : find(request, origin, method, names(wanted));
    if (rule == null || origin == null) {
      throw new S3Exception(403, "AccessForbidden", "No CORS rule allows this request");
    }
    append(response, rule, origin);
    if (!wanted.isEmpty()) {
      response.header("Access-Control-Allow-Headers", wanted);
    }
    if (rule.maxAgeSeconds() != null) {
      response.header("Access-Control-Max-Age", rule.maxAgeSeconds());
    }
  }

  /// Adds to the answer of any other request what its page's browser wants to know.
  public void decorate(S3Request request, HttpResponse response) {
    String origin = request.header("origin");
    CorsRules.Rule rule =
        origin == null ? null : find(request, origin, request.http().method(), List.of());
    if (rule != null && origin != null) {
      append(response, rule, origin);
    }
  }

  private static void append(HttpResponse response, CorsRules.Rule rule, String origin) {
    if (rule.isForAnyOrigin()) {
      response.header("Access-Control-Allow-Origin", "*");
    } else {
      response.header("Access-Control-Allow-Origin", origin);
      response.header("Access-Control-Allow-Credentials", "true");
    }
    response.header("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
    if (!rule.exposedHeaders().isEmpty()) {
      response.header("Access-Control-Expose-Headers", String.join(", ", rule.exposedHeaders()));
    }
    response.header(
        "Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }

  private CorsRules.@Nullable Rule find(
      S3Request request, String origin, String method, List<String> headers) {
    String name = request.target().bucket();
    Bucket bucket = name == null ? null : state.buckets().find(name);
    String document =
        bucket == null ? null : bucket.settings().get(BucketSetting.CORS.subResource());
    return document == null ? null : CorsRules.parse(document).find(origin, method, headers);
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
