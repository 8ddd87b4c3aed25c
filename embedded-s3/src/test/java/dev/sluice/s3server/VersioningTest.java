package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersioningTest extends ServerTest {

  private void versioning(String status) throws IOException {
    String document =
        "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>";
    assertThat(client.put("/b?versioning", document).status()).isEqualTo(200);
  }

  private String putVersion(String key, String body) throws IOException {
    return client.put("/b/" + key, body).header("x-amz-version-id");
  }

  @Test
  void what_is_overwritten_or_deleted_can_still_be_read_by_its_version() throws IOException {
    versioning("Enabled");
    String first = putVersion("k", "1");
    String second = putVersion("k", "2");
    TestClient.Answer deletion = client.delete("/b/k");
    String marker = deletion.header("x-amz-version-id");
    assertThat(deletion.header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(server.keys("b")).isEmpty();
    assertThat(client.get("/b/k").header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(client.get("/b/k?versionId=" + first).text()).isEqualTo("1");
    assertThat(client.get("/b/k?versionId=" + marker).status()).isEqualTo(405);
    assertThat(client.get("/b/k?versionId=none").element("Code")).isEqualTo("NoSuchVersion");

    client.delete("/b/k?versionId=" + marker);
    assertThat(client.get("/b/k").text()).isEqualTo("2");
    client.delete("/b/k?versionId=" + second);
    assertThat(client.get("/b/k").text()).isEqualTo("1");
    client.delete("/b/k?versionId=" + first);
    assertThat(client.delete("/b").status()).isEqualTo(204);
  }

  @Test
  void a_bucket_with_nothing_but_delete_markers_is_not_empty() throws IOException {
    versioning("Enabled");
    client.delete("/b/k");
    assertThat(client.delete("/b").element("Code")).isEqualTo("BucketNotEmpty");
  }

  @Test
  void while_versioning_is_suspended_the_null_version_is_overwritten() throws IOException {
    putVersion("k", "before");
    versioning("Enabled");
    String kept = putVersion("k", "kept");
    versioning("Suspended");
    assertThat(putVersion("k", "after")).isEqualTo("null");
    putVersion("k", "last");
    assertThat(client.get("/b/k?versionId=null").text()).isEqualTo("last");
    assertThat(client.get("/b/k?versionId=" + kept).text()).isEqualTo("kept");
    assertThat(versions(1000)).containsExactly("k null", "k " + kept);
  }

  @Test
  void versions_are_listed_newest_first_in_pages_of_any_size() throws IOException {
    versioning("Enabled");
    List<String> expected = new ArrayList<>();
    for (String key : new String[] {"a", "b", "c"}) {
      int at = expected.size();
      for (int i = 0; i < 3; i++) {
        expected.add(at, key + " " + putVersion(key, "x" + i));
      }
      expected.add(at, key + " " + client.delete("/b/" + key).header("x-amz-version-id"));
    }
    for (int maxKeys : new int[] {1, 2, 3, 5, 12, 1000}) {
      assertThat(versions(maxKeys)).isEqualTo(expected);
    }
  }

  private List<String> versions(int maxKeys) throws IOException {
    List<String> found = new ArrayList<>();
    String markers = "";
    while (true) {
      TestClient.Answer page = client.get("/b?" + markers + "max-keys=" + maxKeys + "&versions");
      for (String entry : page.text().split("<Key>", -1)) {
        if (entry.contains("</VersionId>")) {
          String key = entry.substring(0, entry.indexOf('<'));
          int id = entry.indexOf("<VersionId>") + "<VersionId>".length();
          if (id > "<VersionId>".length()) {
            found.add(key + " " + entry.substring(id, entry.indexOf("</VersionId>")));
          }
        }
      }
      if (page.element("IsTruncated").equals("false")) {
        return found;
      }
      markers =
          "key-marker="
              + page.element("NextKeyMarker")
              + "&version-id-marker="
              + page.element("NextVersionIdMarker")
              + "&";
    }
  }
}
