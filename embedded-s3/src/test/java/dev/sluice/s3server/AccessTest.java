package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.access.Acl;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTest extends ServerTest {

  private int anonymousGet(String target) throws IOException {
    return client.sendAnonymously("GET", target, Map.of()).status();
  }

  @Test
  void strangers_read_only_what_an_acl_or_the_buckets_acl_lets_them() throws IOException {
    client.put("/b/private", "x");
    client.put("/b/public", "x", Map.of("x-amz-acl", "public-read"));
    assertThat(anonymousGet("/b/private")).isEqualTo(403);
    assertThat(anonymousGet("/b/public")).isEqualTo(200);
    assertThat(anonymousGet("/b/absent")).isEqualTo(403);
    assertThat(anonymousGet("/b?list-type=2")).isEqualTo(403);
    assertThat(client.sendAnonymously("PUT", "/b/new", Map.of()).status()).isEqualTo(403);

    client.put("/b?acl", "", Map.of("x-amz-acl", "public-read"));
    assertThat(anonymousGet("/b?list-type=2")).isEqualTo(200);
    assertThat(anonymousGet("/b/absent")).isEqualTo(404);
    assertThat(anonymousGet("/b/private")).isEqualTo(403);
  }

  @Test
  void an_acl_can_be_written_as_xml_and_read_back() throws IOException {
    server.put("b", "k", utf8("x"));
    String document =
        """
        <AccessControlPolicy><Owner><ID>o</ID></Owner><AccessControlList>
        <Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group">
        <URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee>
        <Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>\
        """;
    assertThat(client.put("/b/k?acl", document).status()).isEqualTo(200);
    assertThat(anonymousGet("/b/k")).isEqualTo(200);
    assertThat(client.get("/b/k?acl").text()).contains("xsi:type=\"Group\"", "AllUsers", "READ");
    assertThat(client.put("/b/k?acl", document.replace("READ", "EVERYTHING")).element("Code"))
        .isEqualTo("MalformedACLError");
  }

  @Test
  void a_copy_is_private_whatever_its_source_is() throws IOException {
    client.put("/b/k", "x", Map.of("x-amz-acl", "public-read"));
    client.put("/b/copy", "", Map.of("x-amz-copy-source", "/b/k"));
    assertThat(server.head("b", "copy").acl()).isEqualTo(Acl.PRIVATE);
  }

  @Test
  void a_bucket_whose_owner_owns_all_takes_no_acls() throws IOException {
    String controls =
        "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>";
    client.put("/b?ownershipControls", controls);
    assertThat(client.put("/b/k", "x", Map.of("x-amz-acl", "public-read")).element("Code"))
        .isEqualTo("AccessControlListNotSupported");
    assertThat(client.put("/b/k", "x").status()).isEqualTo(200);
    assertThat(client.put("/b/k?acl", "", Map.of("x-amz-acl", "private")).element("Code"))
        .isEqualTo("AccessControlListNotSupported");
  }

  @Test
  void new_buckets_can_be_closed_as_aws_closes_them() throws IOException {
    try (S3Server closed =
        S3Server.builder().credentials("ak", "sk").clock(CLOCK).newBucketsLikeAws().start()) {
      TestClient owner = new TestClient(closed.port(), "ak", "sk", CLOCK);
      owner.put("/closed", "");
      assertThat(owner.put("/closed/k", "x", Map.of("x-amz-acl", "public-read")).element("Code"))
          .isEqualTo("AccessControlListNotSupported");
      String policy =
          "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
              + "\"Resource\":\"arn:aws:s3:::closed/*\"}}";
      assertThat(owner.put("/closed?policy", policy).element("Code")).isEqualTo("AccessDenied");
      owner.delete("/closed?publicAccessBlock");
      assertThat(owner.put("/closed?policy", policy).status()).isEqualTo(204);
    }
  }

  @Test
  void a_policy_can_bind_strangers_to_a_referer_and_deny_the_owner() throws IOException {
    server.put("b", "k", utf8("x"));
    String policy =
        """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*",
          "Condition":{"StringLike":{"aws:Referer":"https://ok.example/*"}}},
         {"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::b/*"}]}\
        """;
    assertThat(client.put("/b?policy", policy).status()).isEqualTo(204);
    assertThat(client.get("/b?policy").text()).isEqualTo(policy);
    assertThat(refererGet("https://ok.example/page")).isEqualTo(200);
    assertThat(refererGet("https://bad.example/")).isEqualTo(403);
    assertThat(anonymousGet("/b/k")).isEqualTo(403);
    assertThat(client.delete("/b/k").status()).isEqualTo(403);
    client.delete("/b?policy");
    assertThat(client.delete("/b/k").status()).isEqualTo(204);
    assertThat(client.get("/b?policy").element("Code")).isEqualTo("NoSuchBucketPolicy");
  }

  private int refererGet(String referer) throws IOException {
    return client.sendAnonymously("GET", "/b/k", Map.of("Referer", referer)).status();
  }

  @Test
  void browsers_are_told_what_the_cors_rules_say() throws IOException {
    String rules =
        "<CORSConfiguration><CORSRule><AllowedOrigin>https://*.example</AllowedOrigin>"
            + "<AllowedMethod>GET</AllowedMethod><AllowedHeader>x-*</AllowedHeader>"
            + "<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds></CORSRule></CORSConfiguration>";
    client.put("/b?cors", rules);
    TestClient.Answer allowed = preflight("https://www.example", "GET", "X-One");
    assertThat(allowed.header("access-control-allow-origin")).isEqualTo("https://www.example");
    assertThat(allowed.header("access-control-max-age")).isEqualTo("60");
    assertThat(preflight("https://www.other", "GET", "X-One").status()).isEqualTo(403);
    assertThat(preflight("https://www.example", "PUT", "X-One").status()).isEqualTo(403);
    assertThat(preflight("https://www.example", "GET", "Y-One").status()).isEqualTo(403);
    TestClient.Answer actual =
        client.send("GET", "/b", Map.of("Origin", "https://www.example"), new byte[0]);
    assertThat(actual.header("access-control-expose-headers")).isEqualTo("ETag");
  }

  private TestClient.Answer preflight(String origin, String method, String header)
      throws IOException {
    return client.sendAnonymously(
        "OPTIONS",
        "/b/k",
        Map.of(
            "Origin", origin,
            "Access-Control-Request-Method", method,
            "Access-Control-Request-Headers", header));
  }
}
