package dev.sluice.store.s3.light;

import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.store.s3.api.Md5;
import dev.sluice.store.s3.api.WriteAnswer;
import dev.sluice.store.s3.api.care.CareApi;
import dev.sluice.store.s3.api.care.VersionPage;
import dev.sluice.store.s3.api.care.VersionPage.Marker;
import dev.sluice.store.s3.http.HttpRequest;
import dev.sluice.store.s3.light.LightRequests.Call;
import dev.sluice.store.s3.light.LightRequests.HeaderSetter;
import dev.sluice.store.s3.light.xml.AclXml;
import dev.sluice.store.s3.light.xml.VersionParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The requests of the care of buckets, built and read here as [LightApi] does the others.
public final class LightCareApi implements CareApi {

  private final LightRequests requests;
  private final CareApi sdk;

  /// @param sdk for what goes beyond this path
  public LightCareApi(LightRequests requests, CareApi sdk) {
    this.requests = requests;
    this.sdk = sdk;
  }

  @Override
  public VersionPage versions(VersionQuery query) throws IOException {
    if (!requests.canReach(query.bucket())) {
      return sdk.versions(query);
    }
    Marker after = query.after();
    StringBuilder text = new StringBuilder(160);
    LightApi.parameter(text, "encoding-type", "url");
    LightApi.parameter(text, "key-marker", after == null ? null : after.key());
    LightApi.parameter(text, "max-keys", Integer.toString(query.maxKeys()));
    LightApi.parameter(text, "prefix", query.prefix().isEmpty() ? null : query.prefix());
    LightApi.parameter(text, "version-id-marker", after == null ? null : after.version());
    LightApi.parameter(text, "versions", "");
    return requests.send(
        LightApi.bodiless("GET", query.bucket(), null, text.toString(), LightApi.NO_HEADERS),
        answer -> VersionParser.parse(answer.body(), query.maxKeys()));
  }

  private static String query(Target target) {
    StringBuilder text = new StringBuilder(80);
    LightApi.parameter(text, "acl", "");
    LightApi.parameter(text, "versionId", target.version());
    return text.toString();
  }

  @Override
  public Acl acl(Target target) throws IOException {
    return requests.canReach(target.bucket())
        ? requests.send(
            LightApi.bodiless(
                "GET", target.bucket(), target.key(), query(target), LightApi.NO_HEADERS),
            AclXml::read)
        : sdk.acl(target);
  }

  @Override
  public void putAcl(Target target, Acl acl) throws IOException {
    if (!requests.canReach(target.bucket())) {
      sdk.putAcl(target, acl);
      return;
    }
    byte[] body = AclXml.of(acl).getBytes(StandardCharsets.UTF_8);
    String md5 = Md5.base64(body);
    put(
        target,
        headers -> headers.set("content-type", "application/xml").set("content-md5", md5),
        body);
  }

  @Override
  public void putAcl(Target target, CannedAcl acl) throws IOException {
    if (requests.canReach(target.bucket())) {
      put(target, headers -> headers.set("x-amz-acl", acl.text()), HttpRequest.NO_BODY);
    } else {
      sdk.putAcl(target, acl);
    }
  }

  private void put(Target target, HeaderSetter headers, byte[] body) throws IOException {
    boolean hasBody =
        requests.send(
            new Call(
                "PUT",
                target.bucket(),
                target.key(),
                query(target),
                headers,
                body,
                body.length > 0),
            answer -> WriteAnswer.hasBody(answer::header));
    WriteAnswer.requireNoPage(hasBody);
  }
}
