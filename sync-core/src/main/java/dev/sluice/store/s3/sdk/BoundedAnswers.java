package dev.sluice.store.s3.sdk;

import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// Puts bounds to the XML of the SDK's answers; an object's own bytes are not looked at.
public final class BoundedAnswers implements ExecutionInterceptor {

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    boolean isObject =
        context.request() instanceof GetObjectRequest && context.httpResponse().isSuccessful();
    return isObject ? context.responseBody() : context.responseBody().map(XmlBounds::new);
  }
}
