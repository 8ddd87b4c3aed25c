package dev.sluice.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Content;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ETagTrustTest {

  private static final String MD5 = "0cc175b9c0f1b6a831c399e269772661";

  private final ETagTrust trust = new ETagTrust();

  private static Entry entry(Fingerprint fingerprint) {
    return new Entry(Key.of("k"), new Content(1, fingerprint), Instant.EPOCH, null);
  }

  @Test
  void a_services_etags_are_believed_until_three_contents_contradict_them() {
    trust.contradicted();
    trust.contradicted();
    assertThat(trust.isLost()).isFalse();
    assertThat(trust.isOpen()).isTrue();

    trust.contradicted();
    assertThat(trust.isLost()).isTrue();
    assertThat(trust.isOpen()).as("there is nothing left to find out").isFalse();
  }

  @Test
  void three_etags_that_were_right_end_the_doubt() {
    trust.confirmed();
    trust.confirmed();
    assertThat(trust.isOpen()).isTrue();

    trust.confirmed();
    assertThat(trust.isOpen()).isFalse();
    assertThat(trust.isLost()).isFalse();
  }

  @Test
  void an_entry_whose_etag_is_not_believed_says_nothing_of_its_content() {
    Entry listed = entry(Fingerprint.ofETag(MD5));
    trust.contradicted();
    trust.contradicted();
    assertThat(trust.believed(listed)).as("it is, so far").isEqualTo(listed);
    trust.contradicted();
    for (String etag : List.of(MD5, MD5 + "-2")) {
      assertThat(trust.believed(entry(Fingerprint.ofETag(etag))))
          .as("the ETag is kept, for conditions")
          .isEqualTo(entry(new Fingerprint.Opaque(etag)));
    }
    for (Fingerprint silent :
        List.of(Fingerprint.UNREAD, Fingerprint.OPAQUE, new Fingerprint.Opaque("odd"))) {
      assertThat(trust.believed(entry(silent))).isEqualTo(entry(silent));
    }
  }
}
