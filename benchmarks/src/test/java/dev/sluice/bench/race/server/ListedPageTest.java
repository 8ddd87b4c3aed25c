package dev.sluice.bench.race.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.data.Fingerprint;
import org.junit.jupiter.api.Test;

public final class ListedPageTest {

  private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";

  @Test
  void keys_sizes_and_etags_are_read_however_the_quotes_are_written() {
    ListedPage page = ListedPage.parse(page("&quot;" + MD5 + "&quot;", true));

    assertThat(page).isEqualTo(ListedPage.parse(page("\"" + MD5 + "\"", true)));
    assertThat(page.keys()).containsExactly("d/a.bin");
    assertThat(page.lastKey()).isEqualTo("d/a.bin");
    assertThat(page.fingerprint()).isEqualTo(Fingerprint.of("d/a.bin", 4096, MD5));
    assertThat(page.truncated()).isTrue();
  }

  @Test
  void the_last_page_says_so() {
    assertThat(ListedPage.parse(page("\"" + MD5 + "\"", false)).truncated()).isFalse();
  }

  private static String page(String etag, boolean truncated) {
    return ("<ListBucketResult><IsTruncated>%s</IsTruncated><Contents><Key>d/a.bin</Key>"
            + "<ETag>%s</ETag><Size>4096</Size></Contents></ListBucketResult>")
        .formatted(truncated, etag);
  }
}
