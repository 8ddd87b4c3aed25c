package dev.sluice.store.s3.sdk;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// Puts bounds to the XML of the SDK's answers; an object's own bytes are not looked at.
public final class BoundedAnswers implements ExecutionInterceptor {

  /// Where the name of an answer's outermost element goes, for a request that wants to know it: the
  /// SDK takes an answer to another question for an empty one to this.
  public static final ExecutionAttribute<AtomicReference<String>> ROOT =
      new ExecutionAttribute<>("sluice-root");

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    boolean isObject =
        context.request() instanceof GetObjectRequest && context.httpResponse().isSuccessful();
    return isObject
        ? context.responseBody()
        : context.responseBody().map(body -> new XmlBounds(body, root(attributes)));
  }

  private static Consumer<String> root(ExecutionAttributes attributes) {
    AtomicReference<String> root = attributes.getAttribute(ROOT);
    return root == null ? _ -> {} : root::set;
  }
}
